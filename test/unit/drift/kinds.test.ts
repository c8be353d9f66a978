import { Check, type Side, sides } from "../../support/drift";

const products = [{ key: "keyA" }, { key: "keyB", type: "Gateway" as const }, { key: "keyC" }];

describe.each(sides)("on $name", (side: Side) => {
  let check: Check;
  beforeEach(async () => {
    check = await Check.start(side, products);
  });
  afterEach(() => check.end());
  const become = (...changed: Parameters<Side["seed"]>) => check.emulator.reload(side.seed(...changed));
  const told = async (args: string[] = []) => {
    const { code, findings } = await check.report(args);
    const facts = findings.map(({ kind, productKey, attribute, expected, actual }: Record<string, unknown>) =>
      [kind, productKey, attribute, expected, actual].filter((fact) => fact !== undefined),
    );
    return { code, facts };
  };

  test("nothing is found where everything is as recorded", async () => {
    await check.lock([{ product: "keyA" }, { products: {} }, { product: "nobody" }]);
    const expectations = await check.expectations();
    expect(await told(["--lock", "connect.lock.json", "--expectations", expectations])).toEqual({ code: 0, facts: [] });
  });

  test("an attribute that is another one is found, with both values and the line it stands in", async () => {
    const lock = await check.lock([{ product: "keyA" }, { products: { where: { productKeys: ["keyB"] } } }]);
    become([{ key: "keyA", name: "new" }, { key: "keyB", type: "Device", description: "another" }, { key: "keyC" }]);
    expect(await told()).toEqual({
      code: 2,
      facts: [
        ["changed", "keyA", "productName", "name of keyA", "new"],
        ["changed", "keyB", "productDesc", side.name === "enos" ? "" : expect.anything(), "another"],
        ["changed", "keyB", "productType", "Gateway", "Device"],
      ],
    });
    const { findings } = await check.report();
    const lines = check.read(lock).split("\n");
    for (const { attribute, place } of findings) expect(lines[place.line - 1]).toContain(`"${attribute}": `);
  });

  test("a product that is gone is found, whether it was recorded by itself or in a list", async () => {
    await check.lock([{ product: "keyA" }, { products: {} }]);
    become([{ key: "keyB", type: "Gateway" }, { key: "keyC" }]);
    expect(await told()).toEqual({
      code: 2,
      facts: [
        ["absent", "keyA"],
        ["absent", "keyA"],
      ],
    });
  });

  test("a product that left a list by a change is told as missing from it, with that change", async () => {
    await check.lock([{ products: { where: { productType: "Gateway" } } }]);
    become([{ key: "keyA" }, { key: "keyB", type: "Device" }]);
    expect(await told()).toEqual({
      code: 2,
      facts: [
        ["changed", "keyB", "productType", "Gateway", "Device"],
        ["absent", "keyB"],
      ],
    });
  });

  test("a product that left a list is told of, also when all that changed of what is written down is known or ignored", async () => {
    const query = { products: { where: { productType: "Gateway" } } };
    check.write("e.json", { version: 1, query, products: { keyB: { productName: "old" } } });
    const args = ["--expectations", "e.json"];
    await check.run([...args, "--format", "json=base.json"]);
    expect(await told([...args, "--baseline", "base.json"])).toMatchObject({ code: 0 });
    become([{ key: "keyB", type: "Device" }]);
    expect(await told([...args, "--baseline", "base.json"])).toMatchObject({ code: 2 });
    const rule = { product: "keyB", attribute: "productName", reason: "r", expires: "2030-01-01" };
    check.write("drift.ignore.yaml", { version: 1, ignore: [rule] });
    expect(await told(args)).toMatchObject({
      code: 2,
      facts: [
        ["changed", "keyB", "productName"],
        ["absent", "keyB"],
      ].map((fact) => expect.arrayContaining(fact)),
    });
  });

  test("a product that matches no more by what was not recorded is told as missing from its list", async () => {
    const where = { nameContains: "name of keyB" };
    check.write("e.json", {
      version: 1,
      query: { products: { where } },
      products: { keyB: { productType: "Gateway" } },
    });
    become([{ key: "keyB", type: "Gateway", name: "other" }]);
    const { code, findings } = await check.report(["--expectations", "e.json"]);
    expect(code).toBe(2);
    expect(findings[0].summary).toBe(`product "keyB" is no longer among products ${JSON.stringify({ where })}`);
  });

  test("a product that was not recorded is found in a list, and where it was recorded that there is none", async () => {
    await check.lock([{ products: {} }, { product: "keyD" }]);
    become([...products, { key: "keyD", name: "late" }]);
    expect(await told()).toEqual({
      code: 2,
      facts: [
        ["extra", "keyD"],
        ["extra", "keyD"],
      ],
    });
  });

  test("refused access is a finding of its own, and no drift", async () => {
    await check.lock([{ product: "keyA" }, { products: {} }]);
    become(products, { mayRead: false });
    expect(await told()).toEqual({ code: 1, facts: [["denied", "keyA"], ["denied"]] });
  });

  test("a platform that fails leaves things unchecked, and drift beside it does not make that better", async () => {
    await check.lock([{ product: "keyA" }, { product: "keyB" }]);
    become([{ key: "keyA", name: "new" }, products[1] as never]);
    // Whichever of the two is asked first.
    check.emulator.faults.add({ match: { action: side.name === "enos" ? "get" : "QueryProduct" }, status: 503 });
    const { code, facts } = await told();
    expect(code).toBe(1);
    expect(facts.map(([kind]: unknown[]) => kind)).toContain("unchecked");
  });

  test("wrong keys are refused access, and their words are told once for all products", async () => {
    check.write("e.json", { version: 1, products: { keyA: {}, keyB: {}, keyC: {} } });
    const secret = side.name === "enos" ? "CONNECT_ENOS_SECRET_KEY" : "CONNECT_ALIYUN_ACCESS_KEY_SECRET";
    check.environment = { ...check.environment, [secret]: "another-secret-key" };
    const { code, stdout } = await check.run(["--expectations", "e.json"]);
    expect(code).toBe(1);
    expect(stdout.match(/^denied: 3 entries could not be checked: /gm)).toHaveLength(1);
    expect(stdout).toContain('  "keyA", "keyB", "keyC"\n');
  });

  test("what changes by itself counts only when asked for", async () => {
    await check.lock([{ product: "keyA" }], undefined, (entry) => {
      const { aliyun, ...product } = entry.value as never as Record<string, unknown> & { aliyun: object | null };
      const count = aliyun && { ...aliyun, deviceCount: 99 };
      return { ...entry, value: { ...product, updateBy: "somebody", aliyun: count } as never };
    });
    expect(await told()).toEqual({ code: 0, facts: [] });
    const { code, facts } = await told(["--volatile"]);
    expect(code).toBe(2);
    expect(facts.map(([, , attribute]: unknown[]) => attribute)).toEqual(
      side.name === "enos" ? ["updateBy"] : ["updateBy", "aliyun.deviceCount"],
    );
  });

  test("the same fact in several files is read once", async () => {
    await check.lock([{ product: "keyA" }]);
    check.write("e.json", { version: 1, products: { keyA: {} } });
    check.emulator.journal.clear();
    await check.run(["--lock", "connect.lock.json", "--expectations", "e.json"]);
    const asked = check.emulator.journal.entries.filter(({ path }) => !path.includes("token"));
    expect(asked).toHaveLength(1);
  });
});
