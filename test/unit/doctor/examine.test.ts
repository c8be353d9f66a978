import { type Check, type Finding, failed, ok, skipped, warning } from "../../../src/doctor/check";
import { examine } from "../../../src/doctor/examine";
import { LookupError } from "../../../src/lookup/error";

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

test("what is thrown is a failure, in the words of the error where it has any", async () => {
  const findings = await all([
    check("ours", () => {
      throw new LookupError("Lock file cannot be used", "It is torn. Remove it.");
    }),
    check("the platform's", () => {
      throw Object.assign(new LookupError("It failed", "Code 5. Quote the numbers below. (id 7)"), {
        remedy: "Quote the numbers below.",
      });
    }),
    check("the system's", () => {
      throw Object.assign(new Error("EACCES: permission denied, scandir '/x'"), { syscall: "scandir" });
    }),
    check("foreign", async () => {
      throw new TypeError("x is not a function");
    }),
  ]);
  expect(findings).toEqual([
    { id: "ours", title: "the ours", state: "failed", detail: "Lock file cannot be used. It is torn. Remove it." },
    expect.objectContaining({
      detail: "It failed. Code 5.  (id 7)",
      remedy: "Quote the numbers of this line.",
    }),
    expect.objectContaining({
      detail: "EACCES: permission denied, scandir '/x'.",
      remedy: expect.not.stringMatching(/report/),
    }),
    expect.objectContaining({
      state: "failed",
      detail: "x is not a function",
      remedy: expect.stringMatching(/report/),
    }),
  ]);
});
