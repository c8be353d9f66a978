import { readIgnoreFile } from "../../../src/drift/ignore-file";
import { type IgnoreRule, isAbout, isExpired } from "../../../src/drift/ignore-rule";
import { printPath } from "../../../src/schema/path";
import type { Problem } from "../../../src/schema/problem";
import { Check, enosSide } from "../../support/drift";

const rule = (more: object) => ({ product: "a", reason: "r", expires: "2030-12-31", ...more });
const fileOf = (...rules: object[]) => JSON.stringify({ version: 1, ignore: rules });
const problem = (text: string): Problem => {
  try {
    readIgnoreFile(text, "drift.ignore.yaml");
  } catch (error) {
    return error as Problem;
  }
  throw new Error("it was read");
};

describe("the file", () => {
  test("is YAML with rules, each with the line it begins in", () => {
    const text = [
      "# why we live with it",
      "version: 1",
      "ignore:",
      '  - product: "8f7*"',
      "    attribute: max_valid_day",
      "    reason: >",
      "      being raised",
      "      in steps",
      "    expires: 2030-12-31",
      "  - kind: extra",
      "    origin: { org_id: o1, platform: enos }",
      "    reason: trial",
      "    expires: 2030-12-31T08:00:00+08:00",
    ].join("\n");
    expect(readIgnoreFile(text, "f.yaml")).toEqual([
      {
        number: 1,
        product: "8f7*",
        attribute: "maxValidDay",
        reason: "being raised in steps\n",
        expires: "2030-12-31",
        location: { file: "f.yaml", line: 4 },
      },
      {
        number: 2,
        kind: "extra",
        origin: { orgId: "o1", platform: "enos" },
        reason: "trial",
        expires: "2030-12-31T08:00:00+08:00",
        location: { file: "f.yaml", line: 10 },
      },
    ]);
  });

  test.each<[string, string, string, number]>([
    ["nothing", "", "", 1],
    ["a list", "- a", "", 1],
    ["no version", "ignore: []", "version", 1],
    ["no list", "version: 1", "ignore", 1],
    ["an unknown member", "version: 1\nignore: []\nrules: []", "rules", 3],
    ["broken YAML", "version: 1\nignore: [\n  - a", "", 3],
    ["a key twice", "version: 1\nignore:\n  - product: a\n    product: b", "", 4],
    ["an unknown tag", "version: 1\nignore:\n  - !!js/function x", "", 3],
    ["two documents", "version: 1\nignore: []\n---\nversion: 1", "", 3],
    ["an alias of nothing", "version: 1\nignore:\n  - *x", "", 1],
  ])("with %s is refused", (_, text, path, line) => {
    const { code, path: blamed, facts } = problem(text);
    expect({ code, path: printPath(blamed), facts }).toMatchObject({
      code: "file-invalid",
      path,
      facts: { file: "drift.ignore.yaml", line },
    });
  });

  test("of a later version is a reason to upgrade", () => {
    expect(problem("version: 2\nignore: []").code).toBe("file-newer");
  });

  test.each<[string, unknown, string]>([
    ["no reason", rule({ reason: undefined }), ".reason"],
    ["an empty reason", rule({ reason: "  " }), ".reason"],
    ["no expiry", rule({ expires: undefined }), ".expires"],
    ["a day that does not exist", rule({ expires: "2030-02-30" }), ".expires"],
    ["a month without a day", rule({ expires: "2030-12" }), ".expires"],
    ["a word as expiry", rule({ expires: "never" }), ".expires"],
    ["a moment without a zone", rule({ expires: "2030-12-31T10:00:00" }), ".expires"],
    ["a year as expiry", rule({ expires: 2030 }), ".expires"],
    ["a key that YAML takes for a number", rule({ product: 123 }), ".product"],
    ["an unknown member", rule({ atribute: "modelId" }), ".atribute"],
    ["an unknown attribute", rule({ attribute: "modelID" }), ".attribute"],
    ["an unknown kind", rule({ kind: "missing" }), ".kind"],
    ["kind denied", rule({ kind: "denied" }), ".kind"],
    ["kind unchecked", rule({ kind: "unchecked" }), ".kind"],
    ["an unknown origin", rule({ origin: { org: "o1" } }), ".origin.org"],
    ["a key as origin", rule({ origin: { accessKey: "x" } }), ".origin.accessKey"],
    ["an attribute of what has none", rule({ kind: "absent", attribute: "modelId" }), ".attribute"],
    ["a list as attribute", rule({ attribute: ["a"] }), ".attribute"],
    ["an endpoint that is not an address", rule({ origin: { endpoint: "a b" } }), ".origin.endpoint"],
    ["an empty origin", rule({ origin: {} }), ".origin"],
    ["nothing to match", rule({ product: undefined }), ""],
    ["every product", rule({ product: "**" }), ""],
    ["no members", "text", ""],
  ])("with a rule with %s is refused, naming line and member", (_, wrong, member) => {
    const text = fileOf(rule({}), wrong as object)
      .replace("},{", "},\n{")
      .replace(',"text"', ',\n"text"');
    const { code, path, facts } = problem(text);
    expect({ code, path: printPath(path), facts }).toMatchObject({
      code: "file-invalid",
      path: `ignore[1]${member}`,
      facts: { line: 2 },
    });
  });

  test("says what to do about what people get wrong most often", () => {
    const reasonOf = (more: object) => problem(fileOf(rule(more))).detail;
    expect(reasonOf({ product: 123 })).toMatch(/expected a string, found a number\. Write it in quotes\.$/);
    expect(reasonOf({ attribute: "modelID" })).toMatch(/unknown attribute "modelID" \(did you mean modelId\?\)\.$/);
    expect(reasonOf({ expires: undefined })).toContain("expires: 2030-12-31");
    expect(reasonOf({ kind: "denied" })).toContain("cannot be ignored");
  });
});

describe("a rule", () => {
  const only = (more: object) =>
    readIgnoreFile(fileOf(rule({ product: undefined, kind: "changed", ...more })), "f")[0] as IgnoreRule;
  const finding = {
    kind: "changed",
    productKey: "8f7KmDED",
    attribute: "aliyun.netType",
    origin: { orgId: "o1", endpoint: "https://enos.example.com/" },
  } as never;

  test.each([
    ["8f7KmDED", true],
    ["8f7*", true],
    ["*DED", true],
    ["8*D*D", true],
    ["*", true],
    ["8f7", false],
    ["8f7kmded", false],
    ["8f7KmDED*8f7KmDED", false],
    ["*m*K*", false],
    ["8f7KmDE.", false],
    [`${"*8".repeat(2_000)}*x`, false],
  ])("for product %.20s fits: %s", (product, fits) => {
    expect(isAbout(only({ product }), finding)).toBe(fits);
  });

  test.each([
    [{ attribute: "aliyun.net_type" }, true],
    [{ attribute: "aliyun.netType" }, true],
    [{ attribute: "aliyun" }, true],
    [{ attribute: "aliyun.owner" }, false],
    [{ attribute: "modelId" }, false],
    [{ kind: "absent" }, false],
    [{ origin: { orgId: "o1" } }, true],
    [{ origin: { endpoint: "https://Enos.example.com" } }, true],
    [{ origin: { endpoint: "enos.example.com/" } }, true],
    [{ origin: { endpoint: "https://enos.example.com/gateway" } }, false],
    [{ origin: { orgId: "o1", platform: "enos" } }, false],
  ])("of %j fits a change of aliyun.netType in o1: %s", (more, fits) => {
    expect(isAbout(only(more), finding)).toBe(fits);
  });

  test.each([
    ["2026-06-01", "2026-06-01T23:59:59.999Z", false],
    ["2026-06-01", "2026-06-02T00:00:00Z", true],
    ["2026-06-01T12:00:00Z", "2026-06-01T11:59:59.999Z", false],
    ["2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z", true],
    ["2026-06-01T12:00:00+08:00", "2026-06-01T04:00:00Z", true],
    ["2026-06-01t12:00:00z", "2026-06-01T11:00:00Z", false],
    ["2024-02-29", "2024-03-01T00:00:00Z", true],
  ])("that expires %s is over at %s: %s", (expires, now, over) => {
    expect(isExpired(only({ expires }), new Date(now))).toBe(over);
  });
});

describe("the command", () => {
  let check: Check;
  beforeEach(async () => {
    check = await Check.start(enosSide, [{ key: "keyA" }, { key: "keyB" }]);
    await check.lock([{ product: "keyA" }, { product: "keyB" }]);
    check.emulator.reload(enosSide.seed([{ key: "keyA", name: "new", description: "new" }, { key: "keyB" }]));
  });
  afterEach(() => check.end());
  const nameIsFine = { product: "keyA", attribute: "product_name", reason: "ticket 12", expires: "2026-06-01" };
  const descIsFine = { product: "key*", attribute: "productDesc", reason: "no matter", expires: "2030-01-01" };

  test("ignores what a rule says, tells so, and counts the rest", async () => {
    check.write("rules.yaml", fileOf(nameIsFine));
    const { code, stdout } = await check.run(["--ignore", "rules.yaml"]);
    expect(code).toBe(2);
    expect(stdout).toContain("productDesc: recorded");
    expect(stdout).toMatch(/^ignored: product "keyA": productName .* \(until 2026-06-01: ticket 12\)$/m);
    expect(stdout).toMatch(/^Drift: 1 changed in 2 products \(1 ignored\)$/m);
  });

  test("ends with 0 when all is ignored, with the file that lies here", async () => {
    check.write("drift.ignore.yaml", fileOf(nameIsFine, descIsFine));
    expect(await check.run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^No drift in .*2 ignored/m) });
  });

  test("hears of it again when the rule has expired, and says which rule it was", async () => {
    check.write("drift.ignore.yaml", fileOf(nameIsFine, descIsFine));
    const { code, stdout } = await check.run([], new Date("2026-06-02T00:00:00Z"));
    expect(code).toBe(2);
    expect(stdout).toContain("was ignored until 2026-06-01 (rule 1): ticket 12");
    expect(stdout).toMatch(
      /^expired: rule 1 of drift\.ignore\.yaml:1 \(.*\) ended 2026-06-01, 1 finding counts again \(ticket 12\)$/m,
    );
  });

  test("reports a rule that nothing needs, and does not fail for it", async () => {
    check.write("drift.ignore.yaml", fileOf(nameIsFine, descIsFine, { ...descIsFine, product: "other*" }));
    const { code, stdout } = await check.run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^unused: rule 3 of drift\.ignore\.yaml:1 .*: remove it$/m);
  });

  test("says nothing of unused rules when not everything was checked", async () => {
    check.write("drift.ignore.yaml", fileOf(nameIsFine, descIsFine, { ...descIsFine, product: "other*" }));
    check.emulator.faults.add({ match: { action: "get" }, status: 503 });
    const { code, stdout } = await check.run();
    expect(code).toBe(1);
    expect(stdout).not.toContain("unused");
  });

  test.each([
    [
      "a rule without a reason",
      ["--ignore", "bad.yaml"],
      /^--ignore: bad\.yaml:1:\d+: ignore\[0\]\.reason: it is missing/,
    ],
    [
      "a file that is not there",
      ["--ignore", "none.yaml"],
      /^--ignore: none\.yaml: it does not exist\. Remove the option/,
    ],
    ["a directory", ["--ignore", "."], /^--ignore: \.: it is a directory\./],
    ["an empty name", ["--ignore", ""], /--ignore: it is empty/],
  ])("refuses %s before anything is asked", async (_, args, message) => {
    check.write("bad.yaml", fileOf({ product: "a", expires: "2030-01-01" }));
    check.emulator.journal.clear();
    await expect(check.run(args)).rejects.toThrow(message);
    expect(check.emulator.journal.total).toBe(0);
  });
});
