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

test.each([
  ["that is not there", "none.json", undefined],
  ["that is a directory", ".", undefined],
  ["that is not JSON", "base.json", "{"],
  ["that is another JSON", "base.json", '{"version":1,"entries":[]}'],
  ["that has a finding without a fingerprint", "base.json", '{"version":1,"findings":[{"kind":"changed"}]}'],
  ["of a later version", "base.json", '{"version":2,"findings":[]}'],
])("a file %s is a usage error that says how to make one", async (_, file, content) => {
  if (content !== undefined) check.write(file, content);
  await expect(check.run(["--baseline", file])).rejects.toThrow(
    `Make one with: cdktf-connect drift --format json=${file}`,
  );
});
