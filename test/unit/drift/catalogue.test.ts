import { printCatalogue } from "../../../src/bootstrap/catalogue";
import { readInventory } from "../../../src/bootstrap/inventory";
import { resolveTarget } from "../../../src/reader/target";
import { Check, type Side, sides } from "../../support/drift";

describe.each(sides)("a catalogue of $name", (side: Side) => {
  let check: Check;
  beforeEach(async () => {
    check = await Check.start(side, [{ key: "keyA" }, { key: "keyB", name: '电表\u2028"*/' }]);
    const inventory = await readInventory(resolveTarget({}, check.environment), { products: {} });
    check.write("catalogue.ts", printCatalogue(inventory));
  });
  afterEach(() => check.end());

  test("is no drift as long as it is true", async () => {
    const { code, compared } = await check.report(["--catalogue", "catalogue.ts"]);
    expect({ code, compared }).toEqual({
      code: 0,
      compared: [{ file: "catalogue.ts", kind: "catalogue", entries: 1, products: 2 }],
    });
  });

  test("is compared in what it states, and each finding names the line of its product", async () => {
    check.emulator.reload(
      side.seed([{ key: "keyB", name: "new", description: "not in the catalogue" }, { key: "keyC" }]),
    );
    const { code, findings } = await check.report(["--catalogue", "catalogue.ts"]);
    expect(code).toBe(2);
    expect(findings.map(({ kind, productKey }: Record<string, string>) => `${kind} ${productKey}`)).toEqual([
      "absent keyA",
      "changed keyB",
      "extra keyC",
    ]);
    const lines = check.read("catalogue.ts").split("\n");
    const [absent, changed, extra] = findings.map(({ place }: { place: { line: number } }) => lines[place.line - 1]);
    expect(absent).toMatch(/^export const .*"keyA"/);
    expect(changed).toMatch(/^export const .*"keyB"/);
    expect(extra).toBe(lines[0]);
  });

  test("is written anew with bootstrap, says the text", async () => {
    check.emulator.reload(side.seed([{ key: "keyA" }]));
    const { stdout } = await check.run(["--catalogue", "catalogue.ts"]);
    expect(stdout).toContain("\n  npx cdktf-connect bootstrap --typescript catalogue.ts\n");
  });
});
