import { mkdirSync } from "node:fs";
import { drift } from "../../../src/cli/drift";
import { UsageError } from "../../../src/cli/usage";
import { formats } from "../../../src/drift/formats/list";
import { helpOf } from "../../support/cli";
import { aliyunSide, Check, enosSide } from "../../support/drift";

const help = helpOf("drift", drift);

let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide, [{ key: "keyA" }, { key: "keyB" }]);
  await check.lock([{ product: "keyA" }, { product: "keyB" }]);
});
afterEach(() => check.end());

test("the help fits a screen and shows one real use", () => {
  const lines = help.split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(help).toMatch(/^ {2}cdktf-connect drift --/m);
  for (const { name } of formats) expect(help).toContain(name);
});

describe("what is compared", () => {
  test("is the lock file found by walking up, and the report names it as it is found from here", async () => {
    mkdirSync("deep/er", { recursive: true });
    process.chdir("deep/er");
    const { code, compared } = await check.report();
    expect({ code, entries: compared[0].entries }).toEqual({ code: 0, entries: 2 });
    process.chdir(check.directory);
    expect((await check.report()).compared[0].file).toBe("connect.lock.json");
  });

  test("is each file once, however it is written", async () => {
    const { compared } = await check.report(["--lock", "connect.lock.json", "--lock", "./connect.lock.json"]);
    expect(compared).toHaveLength(1);
  });

  test("is each product once, in however many entries and files it stands", async () => {
    await check.lock([{ product: "keyA" }, { products: {} }]);
    check.write("e.json", { version: 1, products: { keyA: {}, keyB: {} } });
    const { stdout } = await check.run(["--lock", "connect.lock.json", "--expectations", "e.json"]);
    expect(stdout).toBe(
      "connect.lock.json: 2 entries, 2 products\ne.json: 2 entries, 2 products\n\nNo drift in 2 products\n",
    );
  });

  test("is nothing in an empty lock file, which is no drift", async () => {
    check.write("connect.lock.json", { version: 1, entries: [] });
    expect(await check.run()).toMatchObject({ code: 0, stdout: expect.stringContaining("No drift in 0 products") });
  });

  test.each([
    ["a lock file that is not there", ["--lock", "none.json"], "--lock: there is no file none.json"],
    ["expectations that are not there", ["--expectations", "none.json"], "--expectations: there is no file none.json"],
    ["a directory", ["--lock", "."], "--lock: . is a directory"],
    ["an empty name", ["--expectations", ""], "--expectations: it is empty"],
    [
      "an unknown format",
      ["--format", "html"],
      'unknown format "html"; valid ones are text, json, sarif, junit, markdown and github',
    ],
    ["a format without a name", ["--format", "=x"], 'unknown format ""'],
    ["a misspelt format", ["--format", "jsn=x"], 'unknown format "jsn" (did you mean json?)'],
    ["an unknown option", ["--nonsense"], "unknown option --nonsense"],
    ["a misspelt option", ["--fromat", "json"], "unknown option --fromat (did you mean --format?)"],
    ["an option of one dash", ["-json"], "unknown option -json"],
    ["an option that is not written to its end", ["--ex=x"], "unknown option --ex (did you mean --expectations?)"],
    ["a file without an option", ["file.json"], "Unexpected argument 'file.json'"],
    ["a flag with a value", ["--volatile=yes"], "does not take an argument"],
    ["a misspelt platform", ["--platform", "aliyn"], 'unknown value "aliyn" (did you mean aliyun?)'],
    ["a format without a file", ["--format", "json="], "json= names no file"],
    ["two formats on standard output", ["--format", "json", "--format", "sarif"], "only one can go to standard output"],
    ["two formats for one file", ["--format", "json=a", "--format", "sarif=./a"], "two formats write ./a"],
    ["a report over what is compared", ["--format", "json=connect.lock.json"], "connect.lock.json is an input"],
    [
      "one file named as two kinds",
      ["--lock", "connect.lock.json", "--expectations", "./connect.lock.json"],
      "connect.lock.json is named as --lock and as --expectations",
    ],
    [
      "two formats on standard output by its other name",
      ["--format", "json", "--format", "sarif=/dev/stdout"],
      "only one can go to standard output",
    ],
    [
      "two formats for one open file",
      ["--format", "json=/dev/stderr", "--format", "sarif=/dev/fd/2"],
      "two formats write /dev/fd/2",
    ],
    ["a report over the rules", ["--format", "json=drift.ignore.yaml"], "drift.ignore.yaml is an input"],
  ])("%s is a usage error, before anything is asked", async (_, args, message) => {
    check.emulator.journal.clear();
    const refused = check.run(args);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(check.emulator.journal.total).toBe(0);
  });

  test("is not guessed where there is no lock file", async () => {
    process.chdir("/");
    await expect(check.run()).rejects.toThrow(UsageError);
  });

  test.each([
    ["lock", "connect.lock.json", "<<<<<<< ours\n", /connect\.lock\.json:1:1: .*merge conflict markers/],
    ["lock", "connect.lock.json", "{", /connect\.lock\.json:1:2: /],
    ["expectations", "e.json", '{"version":1,"products":{"a":{"modelID":"M"}}}', /e\.json:1:\d+: .*modelID/],
    ["expectations", "e.json", '{"version":2,"products":{}}', /newer cdktf-connect/],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{},"query":{"products":{"where":{"model":"M"}}}}',
      /where\.model: unknown filter/,
    ],
    ["expectations", "e.json", '{"version":1,"products":{"a":{"model_id":"M"}}}', /model_id.*did you mean modelId\?/],
    ["expectations", "e.json", '{"version":1,"products":{"a":{"aliyun":{"netTyp":"M"}}}}', /did you mean netType\?/],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{"a":{"maxValidDay":"1095"}}}',
      /a whole number, found a string/,
    ],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{"a":{"createTime":"2020-02-28"}}}',
      /createTime: It must be a time/,
    ],
    ["expectations", "e.json", '{"version":1,"products":{"":{}}}', /A product key must not be empty/],
    ["expectations", "e.json", '{"version":1,"products":{}}', /Nothing is expected/],
    [
      "expectations",
      "e.json",
      '{"version":1,\n"products":{"a":{"modelId":"M"},\n"a":{}}}',
      /e\.json:3:1: "a" appears twice/,
    ],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{},"query":{"products":{"details":"no"}}}',
      /details: expected true/,
    ],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{},"query":{"products":{"where":{"productKeys":"8f7KmDED"}}}}',
      /expected a list, found a string/,
    ],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{"a":{}},"origin":{"orgId":"o1"}}',
      /platform: expected a string/,
    ],
    [
      "expectations",
      "e.json",
      '{"version":1,"products":{"a":{}},"origin":{"platform":"enos","endpoint":"a b"}}',
      /endpoint: It is not an address/,
    ],
  ])("of %s, a file that cannot be understood is an explained error: %s, %j", async (kind, name, content, message) => {
    check.write(name, content);
    await expect(check.run([`--${kind}`, name])).rejects.toMatchObject({
      summary: expect.any(String),
      detail: expect.stringMatching(message),
    });
  });

  test("may name its place without the last slash of the address", async () => {
    const origin = { platform: "enos", endpoint: check.emulator.endpoint, orgId: "o1" };
    check.write("e.json", { version: 1, origin, products: { keyA: { modelId: "M" } } });
    expect((await check.run(["--expectations", "e.json"])).code).toBe(0);
  });

  test("must name its place where the environment names several platforms, or none", async () => {
    check.write("e.json", { version: 1, products: { keyA: { modelId: "M" } } });
    check.environment = { ...check.environment, ...aliyunSide.environment(check.emulator.endpoint) };
    const several = await check.run(["--expectations", "e.json"]);
    expect(several).toMatchObject({ code: 1, stdout: expect.stringContaining('write "origin" into the file') });
    expect(several.stdout).toContain("Choose one with --platform enos or --platform aliyun");
    expect((await check.run(["--expectations", "e.json", "--platform", "enos"])).code).toBe(0);
    const wrong = await check.run(["--expectations", "e.json", "--platform", "aliyun"]);
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining("Aliyun IoT") });
    check.environment = {};
    const none = await check.run(["--expectations", "e.json"]);
    expect(none).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("Set the variables of one: CONNECT_ENOS_…"),
    });
    expect(several.stdout + none.stdout).not.toContain("provider block");
  });

  test("may hold remarks, as what bootstrap writes does", async () => {
    check.write("e.json", '{"//":{"note":"why"},"//":"and how","version":1,"products":{"keyA":{"modelId":"M"}}}');
    expect((await check.run(["--expectations", "e.json"])).code).toBe(0);
  });
});

describe("--platform", () => {
  const recorded = (platform: string) => ({
    origin: { platform, endpoint: `${check.emulator.endpoint}/`, ...(platform === "enos" && { orgId: "o1" }) },
    query: { product: "x" },
    fetchedAt: "2026-01-01T00:00:00Z",
    value: null,
  });

  test("leaves out what was recorded on others; without it each entry is read where it was recorded", async () => {
    check.emulator.reload({ ...enosSide.seed([]), ...aliyunSide.seed([]) });
    check.environment = { ...check.environment, ...aliyunSide.environment(check.emulator.endpoint) };
    check.write("connect.lock.json", { version: 1, entries: [recorded("enos"), recorded("aliyun")] });
    expect(await check.report()).toMatchObject({ code: 0, compared: [{ entries: 2 }] });
    check.emulator.journal.clear();
    const { code, stdout } = await check.run(["--platform", "enos"]);
    expect(code).toBe(0);
    expect(stdout).toContain("connect.lock.json: 1 entry, 1 product; 1 entry of other origins left out\n");
    expect(check.emulator.journal.entries.map(({ action }) => action)).toEqual(["token/get", "get"]);
    expect(await check.report(["--platform", "aliyun", "--here"])).toMatchObject({
      code: 0,
      compared: [{ entries: 1, leftOut: 1 }],
    });
  });

  test("is no success when it leaves out everything", async () => {
    check.write("connect.lock.json", { version: 1, entries: [recorded("enos")] });
    await expect(check.run(["--platform", "aliyun"])).rejects.toMatchObject({
      summary: "Nothing was compared",
      detail: expect.stringContaining("nothing was recorded on Aliyun IoT"),
    });
  });
});

describe("--here", () => {
  const elsewhere = { platform: "enos", endpoint: "https://enos.example.com/", orgId: "o1" };
  const entry = (origin: object, product: string) => ({
    origin,
    query: { product },
    fetchedAt: "2026-01-01T00:00:00Z",
    value: null,
  });
  const here = () => ({ platform: "enos", endpoint: `${check.emulator.endpoint}/`, orgId: "o1" });

  test("leaves out what was recorded elsewhere, and says how much; without it that is unchecked", async () => {
    const entries = [
      entry(here(), "x"),
      entry(elsewhere, "x"),
      entry({ ...here(), orgId: "o2" }, "x"),
      entry({ platform: "aliyun", endpoint: "https://iot.cn-shanghai.aliyuncs.com/" }, "x"),
      entry({ platform: "future", endpoint: "x" }, "x"),
    ];
    check.write("connect.lock.json", { version: 1, entries });
    const { code, stdout } = await check.run(["--here"]);
    expect(code).toBe(0);
    expect(stdout).toContain("connect.lock.json: 1 entry, 1 product; 4 entries of other origins left out\n");
    const all = await check.report();
    expect(all.code).toBe(1);
    const reasons = all.findings.map(({ reason }: { reason: string }) => reason);
    expect(reasons).toEqual(["Recorded at another origin", "Missing settings", "Unknown platform"]);
  });

  test("takes several places where the environment names several platforms", async () => {
    const aliyun = { platform: "aliyun", endpoint: `${check.emulator.endpoint}/` };
    check.emulator.reload({ ...enosSide.seed([]), ...aliyunSide.seed([]) });
    check.environment = { ...check.environment, ...aliyunSide.environment(check.emulator.endpoint) };
    check.write("connect.lock.json", {
      version: 1,
      entries: [entry(here(), "x"), entry(aliyun, "x"), entry(elsewhere, "x")],
    });
    const { code, compared } = await check.report(["--here"]);
    expect({ code, ...compared[0] }).toMatchObject({ code: 0, entries: 2, leftOut: 1 });
  });

  test("leaves nothing out because of an environment that cannot be understood", async () => {
    check.environment = { ...check.environment, CONNECT_ENOS_ENDPOINT: "not an address" };
    const { code, counts, compared } = await check.report(["--here"]);
    expect({ code, unchecked: counts.unchecked, leftOut: compared[0].leftOut }).toEqual({
      code: 1,
      unchecked: 2,
      leftOut: 0,
    });
  });

  test("is no success when it leaves out everything: the address may be mistyped", async () => {
    check.environment = { ...check.environment, CONNECT_ENOS_ENDPOINT: "http://127.0.0.1:9/" };
    await expect(check.run(["--here"])).rejects.toMatchObject({ summary: "Nothing was compared" });
  });

  test("takes expectations that name no place for those of the environment's", async () => {
    check.write("e.json", { version: 1, products: { keyA: {} } });
    expect((await check.report(["--here", "--expectations", "e.json"])).compared[0]).toMatchObject({
      entries: 1,
      leftOut: 0,
    });
  });
});

describe("progress", () => {
  test("is one line on a terminal, cut to its width, of which nothing is left", async () => {
    const { stderr } = await check.run([], undefined, true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a terminal is told
    expect(stderr).toMatch(/^(\r\u001b\[K\d of 2 read)+\r\u001b\[K$/);
  });

  test("is not shown elsewhere", async () => {
    expect((await check.run()).stderr).toBe("");
  });
});

test("no answer leads to an address that only a recorded file names", async () => {
  const stranger = await Check.start(enosSide, [{ key: "keyA" }]);
  process.chdir(check.directory);
  const origin = { platform: "enos", endpoint: `${stranger.emulator.endpoint}/`, orgId: "o1" };
  const value = null;
  const entries = [{ origin, query: { product: "keyA" }, fetchedAt: "2026-01-01T00:00:00Z", value }];
  check.write("connect.lock.json", { version: 1, entries });
  const { code } = await check.run();
  expect({ code, asked: stranger.emulator.journal.total }).toEqual({ code: 1, asked: 0 });
  await stranger.end();
  process.chdir(check.directory);
});
