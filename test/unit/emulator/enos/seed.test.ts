import { startEmulator } from "../../../../src/emulator/enos/emulator";
import type { Problem } from "../../../../src/schema/problem";
import { each } from "../../../../src/schema/strict";

const account = { accessKey: "k", secretKey: "canary-secret", orgIds: ["o1"] };
const product = { orgId: "o1", productKey: "P1" };

async function flawsOf(seed: unknown): Promise<string[]> {
  try {
    await (await startEmulator({ seed })).close();
    return [];
  } catch (error) {
    return each(error as Problem).map(({ reason }) => reason);
  }
}

test("a seed with all that the documents print is taken", async () => {
  const full = {
    ...product,
    productName: { defaultValue: "仪表", i18nValue: { zh_CN: "", en_US: null } },
    productTags: { "a/b": 'quo"te' },
    protocolGatewayIds: ["anything"],
    createTime: 1582861255508,
    defaultValidDay: 730,
    somethingNew: { of: "later editions" },
  };
  const nulls = {
    ...product,
    productKey: "P2",
    productName: null,
    productTags: null,
    createTime: null,
    productSecret: null,
  };
  expect(await flawsOf({ accounts: [account], products: [full, nulls, { ...product, orgId: "o2" }] })).toEqual([]);
});

test.each([
  ["nothing", null, ["expected an object, found null."]],
  ["a list", [], ["expected an object, found a list."]],
  ["an empty object", {}, ["accounts: expected a list, found nothing.", "products: expected a list, found nothing."]],
  [
    "an account without a secret",
    { accounts: [{ accessKey: "k", orgIds: [] }], products: [] },
    ["accounts[0].secretKey: expected a string, found nothing."],
  ],
  [
    "an unknown permission",
    { accounts: [{ ...account, permissions: ["Product:Fly"] }], products: [] },
    ["accounts[0].permissions[0]: expected one of Product:Read, Product:Create, Product:Update, found a string."],
  ],
  [
    "a public key that is none",
    { accounts: [{ ...account, rsaPublicKey: "PEM" }], products: [] },
    ["accounts[0].rsaPublicKey: expected an RSA public key in PEM of at least 1024 bits, found a string."],
  ],
  [
    "the same access key twice",
    { accounts: [account, account], products: [] },
    ["accounts[1].accessKey: the same as in accounts[0]."],
  ],
  [
    "the same product twice",
    { accounts: [], products: [product, { ...product, productKey: "P2" }, product] },
    ["products[2].productKey: the same as in products[0]."],
  ],
  [
    "a product that is a word",
    { accounts: [], products: ["P1"] },
    ["products[0]: expected an object, found a string."],
  ],
  [
    "an empty product key",
    { accounts: [], products: [{ ...product, productKey: "" }] },
    ["products[0].productKey: expected a string, found an empty string."],
  ],
  [
    "a name that is a string",
    { accounts: [], products: [{ ...product, productName: "Meter" }] },
    ["products[0].productName: expected an object, found a string."],
  ],
  [
    "a tag that is a number",
    { accounts: [], products: [{ ...product, productTags: { "a b": 1 } }] },
    ['products[0].productTags["a b"]: expected a string, found a number.'],
  ],
  [
    "a time with a fraction",
    { accounts: [], products: [{ ...product, createTime: 1.5 }] },
    ["products[0].createTime: expected a whole number, found a fractional number."],
  ],
  [
    "a time in words",
    { accounts: [], products: [{ ...product, updateTime: "2020" }] },
    ["products[0].updateTime: expected a whole number, found a string."],
  ],
])("%s is refused with the path inside", async (_title, seed, flaws) => {
  expect(await flawsOf(seed)).toEqual(flaws);
});

test("every flaw is told, up to twenty, and no value is quoted", async () => {
  const products = Array.from({ length: 30 }, () => ({ orgId: "o1", productKey: 5, productSecret: ["canary"] }));
  const flaws = await flawsOf({ accounts: [{ ...account, orgIds: "canary" }], products });
  expect(flaws).toHaveLength(21);
  expect(flaws[0]).toBe("accounts[0].orgIds: expected a list, found a string.");
  expect(flaws[20]).toMatch(/^41 more/);
  expect(flaws.join()).not.toContain("canary");
});
