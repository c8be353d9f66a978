import { type Check, type Finding, failed, ok, skipped, warning } from "../../../src/doctor/check";
import { examine } from "../../../src/doctor/examine";
import { Problem } from "../../../src/schema/problem";

const check = (id: string, run: Check["run"], needs: readonly string[] = []): Check => ({
  id,
  title: `the ${id}`,
  needs,
  run,
});

async function all(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of examine(checks)) findings.push(finding);
  return findings;
}

test("findings come in the order of the checks, whichever is made first", async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const findings = await all([
    check("slow", async () => {
      await slow;
      return ok("at last");
    }),
    // If this one waited for its turn, neither would ever end.
    check("quick", () => {
      release();
      return ok("at once");
    }),
  ]);
  expect(findings.map(({ id, detail }) => [id, detail])).toEqual([
    ["slow", "at last"],
    ["quick", "at once"],
  ]);
});

test("what needs a failed check is skipped and names the one that failed first", async () => {
  const never = () => {
    throw new Error("it must not be made");
  };
  const findings = await all([
    check("road", () => failed("closed", "Open it.")),
    check("bridge", never, ["road"]),
    check("town", never, ["bridge"]),
  ]);
  expect(findings.map(({ state, detail }) => [state, detail])).toEqual([
    ["failed", "closed"],
    ["skipped", 'It needs "the road", which failed.'],
    ["skipped", 'It needs "the road", which failed.'],
  ]);
});

test("a warning, and a check that had nothing to look at, keep nobody from being made", async () => {
  const findings = await all([
    check("road", () => warning("bumpy", "Slow down.")),
    check("ferry", () => skipped("There is none.")),
    check("town", () => ok("reached"), ["road", "ferry"]),
  ]);
  expect(findings.map(({ state }) => state)).toEqual(["warning", "skipped", "ok"]);
});

test("what is thrown is a failure, with the parts of a problem where it is one", async () => {
  const facts = { platform: "EnOS Connect", status: 401, platformCode: 1002 };
  const findings = await all([
    check("ours", () => {
      throw new Problem("file-invalid", { reason: "connect.lock.json: It is torn." });
    }),
    check("the platform's", () => {
      throw new Problem("access-key-unknown", { reason: "It is unknown.", remedy: "Check it.", facts });
    }),
    check("the way's", () => {
      throw new Problem("answer-timeout", {
        reason: "It was slow.",
        remedy: "Raise request_timeout.",
        settings: ["request_timeout"],
      });
    }),
    check("the system's", () => {
      throw Object.assign(new Error("EACCES: permission denied, scandir '/x'"), { syscall: "scandir" });
    }),
    check("foreign", async () => {
      throw new TypeError("x is not a function");
    }),
  ]);
  expect(findings).toMatchObject([
    {
      id: "ours",
      title: "the ours",
      state: "failed",
      code: "file-invalid",
      detail: "File cannot be used. connect.lock.json: It is torn.",
    },
    {
      code: "access-key-unknown",
      facts,
      detail: "Unknown access key. It is unknown. (EnOS Connect: HTTP 401, code 1002)",
      remedy: "Check it.",
    },
    { remedy: "Raise request_timeout. In the environment: CONNECT_REQUEST_TIMEOUT." },
    { detail: "EACCES: permission denied, scandir '/x'.", remedy: expect.not.stringMatching(/report/) },
    { code: "bug", detail: "Unexpected error: x is not a function", remedy: expect.stringMatching(/report/) },
  ]);
  expect(findings[0]).not.toHaveProperty("remedy");
});
