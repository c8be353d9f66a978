import { createLog, logLevel } from "../../../../src/plugin/go-plugin/log";

const collect = () => {
  const lines: string[] = [];
  return { lines, log: createLog("toy", "trace", (line) => lines.push(line)) };
};

test("a line has the exact form Terraform reads: four strings, six fractional digits", () => {
  const { lines, log } = collect();
  log("warn", "mind this", { page: 3 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(lines[0] as string)).toEqual({
    "@level": "warn",
    "@message": "mind this",
    "@module": "toy",
    "@timestamp": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    page: "3",
  });
});

test("a field is text whatever it was, and cannot pretend to be one of the four", () => {
  const { lines, log } = collect();
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  log("info", "m", { nothing: undefined, circle, error: new Error("e"), "@level": "x" });
  const line = JSON.parse(lines[0] as string);
  expect(line).toMatchObject({ nothing: "undefined", circle: "[object Object]", "@level": "info" });
  expect(line.error).toMatch(/^Error: e\n/);
});

test("a line stays below the 64 KB at which the host stops reading", () => {
  const { lines, log } = collect();
  const endless = "\u0001".repeat(1_000_000);
  log("info", endless, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field${index}`, endless])));
  expect(Buffer.byteLength(lines[0] as string)).toBeLessThan(64 * 1024);
});

test("what is below the level is not written", () => {
  const lines: string[] = [];
  const log = createLog("toy", "warn", (line) => lines.push(line));
  log("info", "no");
  log("error", "yes");
  createLog("toy", undefined, (line) => lines.push(line))("error", "no");
  expect(lines.map((line) => JSON.parse(line)["@message"])).toEqual(["yes"]);
});

test.each([
  [{}, undefined],
  [{ TF_LOG: "debug" }, "debug"],
  [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "ERROR" }, "error"],
  [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "off" }, undefined],
  [{ TF_LOG: "JSON" }, "trace"],
  [{ TF_LOG: "1" }, "trace"],
])("the level follows Terraform's own variables: %j", (environment, level) => {
  expect(logLevel(environment)).toBe(level);
});
