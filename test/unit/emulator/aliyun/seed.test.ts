import { aliyunEmulator, startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import { enosEmulator } from "../../../../src/emulator/enos/emulator";
import { serveEmulators } from "../../../../src/emulator/shell/serve";
import type { Problem } from "../../../../src/schema/problem";
import { each } from "../../../../src/schema/strict";

const account = { accessKeyId: "k", accessKeySecret: "canary-secret" };
const product = { ProductKey: "P1" };
const noProducts = { accounts: [account], products: [] };

async function flawsOf(seed: unknown): Promise<string[]> {
  try {
    await (await startAliyunEmulator({ seed })).close();
    return [];
  } catch (error) {
    return each(error as Problem).map(({ reason }) => reason);
  }
}

test("a seed with all that the documents print is taken", async () => {
  const full = {
    ...product,
    ProductName: "路灯",
    NetType: 3,
    ProtocolType: null,
    Id2: false,
    SomethingNew: { of: "later pages" },
    IotInstanceId: "iot-one",
  };
  const accounts = [
    { ...account, securityToken: "t", instanceIds: ["iot-one"], permissions: ["iot:QueryProductList"] },
    { ...account, accessKeyId: "k2", securityToken: null, instanceIds: null, permissions: null },
  ];
  expect(await flawsOf({ aliyun: { accounts, products: [full], flavour: "tuya" } })).toEqual([]);
  expect(await flawsOf({ aliyun: { ...noProducts, flavour: null } })).toEqual([]);
});

test.each([
  ["nothing", {}, ["aliyun: expected an object, found nothing."]],
  ["a list", { aliyun: [] }, ["aliyun: expected an object, found a list."]],
  [
    "an empty object",
    { aliyun: {} },
    ["aliyun.accounts: expected a list, found nothing.", "aliyun.products: expected a list, found nothing."],
  ],
  [
    "an account without a secret",
    { aliyun: { accounts: [{ accessKeyId: "k" }], products: [] } },
    ["aliyun.accounts[0].accessKeySecret: expected a string, found nothing."],
  ],
  [
    "an unknown permission",
    { aliyun: { accounts: [{ ...account, permissions: ["iot:*"] }], products: [] } },
    ["aliyun.accounts[0].permissions[0]: expected one of iot:QueryProduct, iot:QueryProductList, found a string."],
  ],
  [
    "an empty token",
    { aliyun: { accounts: [{ ...account, securityToken: "" }], products: [] } },
    ["aliyun.accounts[0].securityToken: expected a string, found an empty string."],
  ],
  [
    "the same key twice",
    { aliyun: { accounts: [account, account], products: [] } },
    ["aliyun.accounts[1].accessKeyId: the same as in aliyun.accounts[0]."],
  ],
  [
    "the same product in two instances",
    { aliyun: { accounts: [], products: [product, { ...product, IotInstanceId: "iot-one" }] } },
    ["aliyun.products[1].ProductKey: the same as in aliyun.products[0]."],
  ],
  [
    "a name that is a struct and a time in words",
    { aliyun: { accounts: [], products: [{ ...product, ProductName: {}, GmtCreate: "2020" }] } },
    [
      "aliyun.products[0].ProductName: expected a string, found an object.",
      "aliyun.products[0].GmtCreate: expected a whole number, found a string.",
    ],
  ],
  [
    "an unknown flavour",
    { aliyun: { ...noProducts, flavour: "canary" } },
    ["aliyun.flavour: expected one of alibaba, tuya, found a string."],
  ],
])("%s is refused with the path inside", async (_title, seed, flaws) => {
  expect(await flawsOf(seed)).toEqual(flaws);
});

test("a seed of both platforms is checked as a whole, and a seed of one suffices", async () => {
  const platforms = () => [enosEmulator(), aliyunEmulator()];
  const both = { accounts: [{}], products: [], aliyun: { accounts: [{}], products: [] } };
  await expect(serveEmulators({ platforms: platforms(), seed: both })).rejects.toThrow(
    [
      "accounts[0].accessKey: expected a string, found nothing.",
      "accounts[0].secretKey: expected a string, found nothing.",
      "accounts[0].orgIds: expected a list, found nothing.",
      "aliyun.accounts[0].accessKeyId: expected a string, found nothing.",
      "aliyun.accounts[0].accessKeySecret: expected a string, found nothing.",
    ].join("\n"),
  );
  for (const seed of [{ accounts: [], products: [] }, { aliyun: noProducts }]) {
    await (await serveEmulators({ platforms: platforms(), seed })).close();
  }
});
