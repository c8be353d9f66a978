import { Check, enosSide } from "../../support/drift";

const products = [{ key: "keyA" }, { key: "keyB" }, { key: "keyC" }];
let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide, products);
  await check.lock([{ product: "keyA" }, { product: "keyB" }, { product: "keyC" }]);
});
afterEach(() => check.end());

const become = (...changed: Parameters<typeof enosSide.seed>) => check.emulator.reload(enosSide.seed(...changed));
const base = (...args: string[]) => check.run([...args, "--format", "json=base.json"]);
const since = (...args: string[]) => check.run(["--baseline", "base.json", ...args]);
const states = async () => {
  const { code, findings, gone } = await check.report(["--baseline", "base.json"]);
  const facts = findings.map(({ state, productKey, attribute }: Record<string, string>) => [
    state,
    productKey,
    attribute,
  ]);
  return { code, facts, gone: gone.map(({ productKey }: Record<string, string>) => productKey) };
};

test("what an earlier run found does not count, what is new since then does", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB" }, { key: "keyC" }]);
  expect((await base()).code).toBe(2);
  expect(await since()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^No drift in 3 products \(1 known\)$/m),
  });
  become([{ key: "keyA", name: "new" }, { key: "keyB", description: "x" }, { key: "keyC" }]);
  expect(await states()).toEqual({
    code: 2,
    facts: [
      ["known", "keyA", "productName"],
      ["new", "keyB", "productDesc"],
    ],
    gone: [],
  });
});

test("what changed further since then counts again, and says what it was", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB" }, { key: "keyC" }]);
  await base();
  become([{ key: "keyA", name: "newer" }, { key: "keyB" }, { key: "keyC" }]);
  const { code, stdout } = await since();
  expect(code).toBe(2);
  expect(stdout).toContain('productName: recorded "name of keyA", now "newer"');
  expect(stdout).toContain('changed further: in the baseline it was "new"');
});

test("what is as recorded again is listed as gone, and is no failure", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyC" }]);
  await base();
  become(products);
  expect(await states()).toEqual({ code: 0, facts: [], gone: ["keyA", "keyB"] });
  const { stdout } = await since();
  expect(stdout).toContain('gone: of the baseline, not found any more: product "keyB" does not exist any more\n');
});

test("what this run does not compare is not called gone, and stays known to the next", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyC" }]);
  check.write("a.json", { version: 1, products: { keyA: { productName: "old" } } });
  check.write("b.json", { version: 1, products: { keyA: { productDesc: "old" }, keyB: {} } });
  const [a, b] = ["a.json", "b.json"].map((file) => ["--expectations", file, "--format", "json=base.json"]);
  await check.run([...(a as string[]), "--expectations", "b.json"]);
  const roll = (args: string[]) => check.run([...args, "--baseline", "base.json"]);
  expect((await roll(a as string[])).code).toBe(0);
  expect(JSON.parse(check.read("base.json"))).toMatchObject({
    gone: [],
    unseen: [{ attribute: "productDesc" }, { productKey: "keyB" }],
  });
  expect((await roll(b as string[])).code).toBe(0);
  expect(JSON.parse(check.read("base.json"))).toMatchObject({ gone: [], unseen: [{ attribute: "productName" }] });
  expect((await roll([...(a as string[]), "--expectations", "b.json"])).code).toBe(0);
});

test("of what names no place only that of the environment is compared", async () => {
  check.write("e.json", { version: 1, products: { keyA: { productName: "old" } } });
  await check.run(["--expectations", "e.json", "--format", "json=base.json"]);
  const elsewhere = { ...JSON.parse(check.read("base.json")) };
  elsewhere.findings[0].origin.orgId = "another";
  check.write("base.json", { ...elsewhere, findings: [{ ...elsewhere.findings[0], fingerprint: "0".repeat(32) }] });
  const { gone, unseen } = await check.report(["--expectations", "e.json", "--baseline", "base.json"]);
  expect({ gone, unseen }).toMatchObject({ gone: [], unseen: [{ origin: { orgId: "another" } }] });
});

test("a run that got no answer lets the baseline roll on with what it knew", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB", name: "new" }, { key: "keyC" }]);
  await base();
  check.emulator.faults.add({ match: { action: "get" }, status: 503, times: 3 });
  const { code, stdout } = await since("--format", "json=base.json");
  check.emulator.faults.clear();
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("2 of the baseline not compared") });
  expect(await states()).toMatchObject({ code: 0, gone: [] });
});

test("what another file claims is not known because something else was", async () => {
  check.write("a.json", { version: 1, products: { keyA: { productName: "old" } } });
  check.write("b.json", { version: 1, products: { keyA: { productName: "older" } } });
  await check.run(["--expectations", "a.json", "--format", "json=base.json"]);
  expect((await since("--expectations", "b.json")).code).toBe(2);
  await check.run(["--expectations", "a.json", "--expectations", "b.json", "--format", "json=base.json"]);
  expect((await since("--expectations", "a.json", "--expectations", "b.json")).code).toBe(0);
});

test("what could not be looked at is not called gone", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB", name: "new" }, { key: "keyC" }]);
  await base();
  become(products, { mayRead: false });
  expect(await states()).toMatchObject({ code: 1, gone: [] });
});

test("what was refused then is not known now", async () => {
  become(products, { mayRead: false });
  expect((await base()).code).toBe(1);
  expect((await since()).code).toBe(1);
});

test("what a rule ignored then is not known when the rule has ended", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB" }, { key: "keyC" }]);
  const rule = { product: "keyA", reason: "r", expires: "2026-06-01" };
  check.write("drift.ignore.yaml", { version: 1, ignore: [rule] });
  expect((await base()).code).toBe(0);
  const after = await check.run(["--baseline", "base.json"], new Date("2026-07-01T00:00:00Z"));
  expect(after.code).toBe(2);
});

test("what only --volatile finds is not called gone without it", async () => {
  await check.lock([{ product: "keyA" }], undefined, (entry) => ({
    ...entry,
    value: { ...(entry.value as never as object), updateBy: "somebody" } as never,
  }));
  await base("--volatile");
  expect(await states()).toEqual({ code: 0, facts: [], gone: [] });
});

test("a run may write over the baseline it reads, so that it rolls on", async () => {
  become([{ key: "keyA", name: "new" }, { key: "keyB" }, { key: "keyC" }]);
  await base();
  const roll = () => since("--format", "json=base.json");
  expect((await roll()).code).toBe(0);
  const first = check.read("base.json");
  expect((await roll()).code).toBe(0);
  expect(check.read("base.json")).toBe(first);
});

/** A report with one finding that is not as reports have it. */
function reportOf(wrong: object): string {
  const fingerprint = "0123456789abcdef0123456789abcdef";
  const right = { kind: "absent", state: "new", fingerprint, origin: null, query: { product: "a" }, summary: "s" };
  return JSON.stringify({ version: 1, findings: [{ ...right, ...wrong }] });
}

test("a report with nothing wrong in it is a baseline", async () => {
  check.write("base.json", reportOf({}));
  expect((await since()).code).toBe(0);
});

test.each([
  ["that is not there", "none.json", undefined],
  ["that is a directory", ".", undefined],
  ["that is not JSON", "base.json", "{"],
  ["that is another JSON", "base.json", '{"version":1,"entries":[]}'],
  ["that has a finding without a fingerprint", "base.json", '{"version":1,"findings":[{"kind":"changed"}]}'],
  ["that has a finding of a kind there is not", "base.json", reportOf({ kind: "drift" })],
  ["that has a finding with another fingerprint", "base.json", reportOf({ fingerprint: "x" })],
  ["that has a finding without a question", "base.json", reportOf({ query: undefined })],
  ["that has a finding at no place", "base.json", reportOf({ origin: "o1" })],
])("a file %s is a usage error that says how to make one", async (_, file, content) => {
  if (content !== undefined) check.write(file, content);
  await expect(check.run(["--baseline", file])).rejects.toThrow(
    /[^.]\. Run "cdktf-connect drift --format json=NEW_FILE" to make one\.$/,
  );
});

test("a report of a later version is a reason to upgrade", async () => {
  check.write("base.json", '{"version":2,"findings":[]}');
  await expect(check.run(["--baseline", "base.json"])).rejects.toThrow(/base\.json:1:2: .* newer .* Upgrade/);
});
