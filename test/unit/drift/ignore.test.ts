import { readIgnoreFile } from "../../../src/drift/ignore-file";
import { type IgnoreRule, isAbout, isExpired } from "../../../src/drift/ignore-rule";
import { Check, enosSide } from "../../support/drift";

const rule = (more: object) => ({ product: "a", reason: "r", expires: "2030-12-31", ...more });
const fileOf = (...rules: object[]) => JSON.stringify({ version: 1, ignore: rules });
const problem = (text: string): string => {
  try {
    readIgnoreFile(text, "drift.ignore.yaml");
    return "none";
  } catch (error) {
    return (error as { detail: string }).detail;
  }
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
        place: { file: "f.yaml", line: 4 },
      },
      {
        number: 2,
        kind: "extra",
        origin: { orgId: "o1", platform: "enos" },
        reason: "trial",
        expires: "2030-12-31T08:00:00+08:00",
        place: { file: "f.yaml", line: 10 },
      },
    ]);
  });

  test.each([
    ["nothing", "", 'drift.ignore.yaml:1: expected "version: 1" and a list "ignore".'],
    ["a list", "- a", 'drift.ignore.yaml:1: expected "version: 1" and a list "ignore".'],
    ["no version", "ignore: []", 'drift.ignore.yaml:1: expected "version: 1", found nothing.'],
    ["a later version", "version: 2\nignore: []", /written for a newer cdktf-connect \(version 2; this one reads 1\)/],
    ["no list", "version: 1", /expected a list "ignore"; with no rules: "ignore: \[\]"/],
    ["a member nobody knows", "version: 1\nignore: []\nrules: []", /there is no "rules" here/],
    ["broken YAML", "version: 1\nignore: [\n  - a", /^drift\.ignore\.yaml:3: not valid YAML: /],
    ["a key twice", "version: 1\nignore:\n  - product: a\n    product: b", /^drift\.ignore\.yaml:4: not valid YAML: /],
    ["an unknown tag", "version: 1\nignore:\n  - !!js/function x", /^drift\.ignore\.yaml:3: not valid YAML: /],
    [
      "two documents",
      "version: 1\nignore: []\n---\nversion: 1",
      "drift.ignore.yaml:3: a second document begins; write all rules into one.",
    ],
    ["an alias of nothing", "version: 1\nignore:\n  - *x", /drift\.ignore\.yaml:\d: .*alias/i],
  ])("with %s is refused", (_, text, message) => {
    expect(problem(text)).toMatch(message);
  });

  test.each([
    ["no reason", rule({ reason: undefined }), "reason is missing: say why this is all right"],
    ["an empty reason", rule({ reason: "  " }), "reason is empty"],
    ["no expiry", rule({ expires: undefined }), 'expires is missing: say until when, such as "expires: 2030-12-31"'],
    ["a day that is none", rule({ expires: "2030-02-30" }), /expires: "2030-02-30" is no day/],
    ["a month without a day", rule({ expires: "2030-12" }), /expires: "2030-12" is no day/],
    ["a word as expiry", rule({ expires: "never" }), /expires: "never" is no day/],
    ["a moment without a zone", rule({ expires: "2030-12-31T10:00:00" }), /and no moment/],
    ["a year as expiry", rule({ expires: 2030 }), "expires: expected text, found a number; write it in quotes"],
    [
      "a key that YAML takes for a number",
      rule({ product: 123 }),
      "product: expected text, found a number; write it in quotes",
    ],
    ["a misspelt member", rule({ atribute: "modelId" }), /there is no "atribute"; a rule has product, attribute, kind/],
    [
      "a misspelt attribute",
      rule({ attribute: "modelID" }),
      /^attribute: products have no "modelID"; did you mean modelId\?$/,
    ],
    ["an unknown kind", rule({ kind: "missing" }), 'kind: expected one of changed, absent, extra; it is "missing"'],
    ["kind denied", rule({ kind: "denied" }), "kind: denied cannot be ignored, because nothing is known"],
    ["kind unchecked", rule({ kind: "unchecked" }), "kind: unchecked cannot be ignored, because nothing is known"],
    ["an unknown origin", rule({ origin: { org: "o1" } }), 'origin: there is no "org"'],
    ["a key as origin", rule({ origin: { accessKey: "x" } }), 'origin: there is no "accessKey"'],
    ["an attribute of what has none", rule({ kind: "absent", attribute: "modelId" }), /kind absent has no attribute/],
    ["a list as attribute", rule({ attribute: ["a"] }), /^attribute: expected text, found a list\.$/],
    ["an endpoint that is no address", rule({ origin: { endpoint: "a b" } }), /origin.endpoint: it is no address/],
    ["an empty origin", rule({ origin: {} }), "origin is empty"],
    ["nothing to match", rule({ product: undefined }), /it would ignore everything/],
    ["every product", rule({ product: "**" }), /it would ignore everything/],
    ["no members", "text", "expected a rule with members"],
  ])("with a rule with %s is refused, naming file, line and rule", (_, wrong, message) => {
    const text = fileOf(rule({}), wrong as object)
      .replace("},{", "},\n{")
      .replace(',"text"', ',\n"text"');
    const told = problem(text);
    expect(told).toMatch(/^drift\.ignore\.yaml:2: rule 2: /);
    expect(told.replace(/^[^ ]+ rule 2: /, "")).toMatch(message);
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
    ["a rule without a reason", ["--ignore", "bad.yaml"], /^bad\.yaml:1: rule 1: reason is missing/],
    ["a file that is not there", ["--ignore", "none.yaml"], /--ignore: none\.yaml cannot be read \(ENOENT\)/],
    ["a directory", ["--ignore", "."], /--ignore: \. cannot be read \(EISDIR\)/],
    ["an empty name", ["--ignore", ""], /--ignore: it is empty/],
  ])("refuses %s before anything is asked", async (_, args, message) => {
    check.write("bad.yaml", fileOf({ product: "a", expires: "2030-01-01" }));
    check.emulator.journal.clear();
    await expect(check.run(args)).rejects.toThrow(message);
    expect(check.emulator.journal.total).toBe(0);
  });
});
