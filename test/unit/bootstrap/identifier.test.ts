import ts from "typescript";
import { constantName, label, variableStem } from "../../../src/bootstrap/identifier";
import { oddKeys, oddNames } from "../../support/inventories";

const ways = { constantName, label, variableStem };
const plainNames = [null, "a", "a b", "A", "b", "k", "k_k", "product", "2d", "_2d_", "KEY", "key 2", "光"];
const everything = [...oddNames, ...plainNames].flatMap((productName) =>
  [...oddKeys, "k", "b", "2d", "k_b", "b_2d"].map((productKey) => ({ productName, productKey })),
);

test.each([
  ["Smart Meter 202", "smartMeter202_k1", "smart_meter_202_k1", "PRODUCT_SMART_METER_202_k1"],
  ["PV Inverter", "pvInverter_k1", "pv_inverter_k1", "PRODUCT_PV_INVERTER_k1"],
  ["O'Neil's meter", "oNeilsMeter_k1", "oneils_meter_k1", "PRODUCT_ONEILS_METER_k1"],
  ["光伏逆变器", "光伏逆变器_k1", "光伏逆变器_k1", "PRODUCT_k1"],
  ["demo网关 2", "demo网关2_k1", "demo网关_2_k1", "PRODUCT_DEMO_2_k1"],
  ["Ｆｕｌｌ　Ｗｉｄｔｈ", "fullWidth_k1", "full_width_k1", "PRODUCT_FULL_WIDTH_k1"],
  ["Zähler", "zähler_k1", "zähler_k1", "PRODUCT_ZAHLER_k1"],
  ["2nd generation", "product2ndGeneration_k1", "product_2nd_generation_k1", "PRODUCT_2ND_GENERATION_k1"],
  ["مقياس", "product_k1", "product_k1", "PRODUCT_k1"],
  ["🚀", "product_k1", "product_k1", "PRODUCT_k1"],
  ["", "product_k1", "product_k1", "PRODUCT_k1"],
  [null, "product_k1", "product_k1", "PRODUCT_k1"],
])("%j is named %s, %s, %s", (productName, constant, terraform, variable) => {
  const product = { productName, productKey: "k1" };
  expect([constantName(product), label(product), variableStem(product)]).toEqual([constant, terraform, variable]);
});

test("the two forms of one accented letter make one name", () => {
  const names = ["Z\u00e4hler", "Za\u0308hler"].map((productName) => constantName({ productName, productKey: "k" }));
  expect(names[0]).toBe(names[1]);
});

test.each(Object.entries(ways))(
  "%s: products of different keys never share a name, whatever they are called",
  (_, name) => {
    const keyOf = new Map<string, string>();
    for (const product of everything) {
      const made = name(product);
      expect(keyOf.get(made) ?? product.productKey).toBe(product.productKey);
      keyOf.set(made, product.productKey);
    }
    expect(keyOf.size).toBeGreaterThan(500);
  },
);

test("every constant is an identifier for old and new compilers, and no keyword", () => {
  const targets = [ts.ScriptTarget.ES5, ts.ScriptTarget.ESNext];
  const isIdentifier = ([first = "", ...rest]: readonly string[], target: ts.ScriptTarget) =>
    ts.isIdentifierStart(first.codePointAt(0) as number, target) &&
    rest.every((sign) => ts.isIdentifierPart(sign.codePointAt(0) as number, target));
  const isKeyword = (name: string) => ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) !== undefined;
  const names = everything.map(constantName);
  expect(
    names.filter((name) => !targets.every((target) => isIdentifier([...name], target)) || isKeyword(name)),
  ).toEqual([]);
});

test("every letter that is kept is one to TypeScript, also where it comes first", () => {
  const lost: string[] = [];
  for (let code = 1; code < 0x10000; code++) {
    const [first = ""] = constantName({ productName: String.fromCharCode(code), productKey: "k" });
    if (!ts.isIdentifierStart(first.codePointAt(0) as number, ts.ScriptTarget.ES5)) lost.push(code.toString(16));
  }
  expect(lost).toEqual([]);
});

test("a shell knows every variable's name", () => {
  for (const product of everything) expect(variableStem(product)).toMatch(/^[A-Z_][A-Za-z0-9_]*$/);
});
