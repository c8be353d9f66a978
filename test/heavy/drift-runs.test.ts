import { Check, sides } from "../support/drift";

test.each(sides)(
  "a hundred runs on an unchanged $name end a hundred times with 0, and with the same bytes",
  async (side) => {
    const check = await Check.start(side, [{ key: "keyA" }, { key: "keyB" }]);
    await check.lock([{ product: "keyA" }, { product: "nobody" }, { products: {} }]);
    const first = await check.run(["--format", "json"]);
    expect(first.code).toBe(0);
    for (let run = 1; run < 100; run++) expect(await check.run(["--format", "json"])).toEqual(first);
    await check.end();
  },
);
