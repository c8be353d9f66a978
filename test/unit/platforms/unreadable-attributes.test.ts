import { type Product, productAttributes } from "../../../src/product/product";
import { walk } from "../../../src/schema/walk";
import { closeAll, rejection } from "../../support/loopback-server";
import { list, loosePlatforms, type Members } from "../../support/loose-platforms";

// An attribute that cannot be read costs no more than itself where a list is read, on both platforms.

afterEach(closeAll);

const both = loosePlatforms;
const [enos] = loosePlatforms;

/** Of each attribute of the table but the key: what a platform may send that is not one. */
const leaves = (name: string): string[] => [name];
const attributes = walk<string[]>(productAttributes, {
  leaf: leaves,
  group: (name, _, inner) => inner.flat().map((each) => `${name}.${each}`),
}).flat();

/** Where each platform keeps an attribute, stated here a second time. */
const members: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EnOS: {
    orgId: "orgId",
    productName: "productName",
    localizedNames: "productName",
    productDesc: "productDesc",
    productType: "productType",
    dataFormat: "dataFormat",
    productTags: "productTags",
    modelId: "modelId",
    dynamicActiveEnabled: "dynamicActiveEnabled",
    biDirectionalAuth: "biDirectionalAuth",
    createTime: "createTime",
    createBy: "createBy",
    updateTime: "updateTime",
    updateBy: "updateBy",
    defaultValidDay: "defaultValidDay",
    maxValidDay: "maxValidDay",
  },
  Aliyun: {
    productName: "ProductName",
    productDesc: "Description",
    productType: "NodeType",
    dataFormat: "DataFormat",
    createTime: "GmtCreate",
    "aliyun.aliyunCommodityCode": "AliyunCommodityCode",
    "aliyun.authType": "AuthType",
    "aliyun.categoryKey": "CategoryKey",
    "aliyun.categoryName": "CategoryName",
    "aliyun.deviceCount": "DeviceCount",
    "aliyun.id2": "Id2",
    "aliyun.netType": "NetType",
    "aliyun.owner": "Owner",
    "aliyun.productStatus": "ProductStatus",
    "aliyun.protocolType": "ProtocolType",
    "aliyun.validateType": "ValidateType",
  },
};

const at = (product: Product | undefined, attribute: string): unknown =>
  attribute.split(".").reduce<unknown>((value, name) => (value as Members)[name], product);
const without = (product: Product | undefined, attribute: string): unknown =>
  JSON.parse(JSON.stringify(product), function (this: unknown, name, value) {
    return name === attribute.split(".").at(-1) ? undefined : value;
  });

describe.each(both)("$name", ({ name, open, complete, keyOf }) => {
  const ofPlatform = members[name] as Record<string, string>;

  test("every attribute of the table is in the list of this test, or has no other type", () => {
    const never = ["id", "productKey", "protocolGatewayIds", ...(name === "EnOS" ? ["aliyun."] : [])];
    const expected = attributes.filter(
      (each) => !never.some((one) => each === one || (one.endsWith(".") && each.startsWith(one))),
    );
    const elsewhere =
      name === "EnOS" ? [] : Object.keys(members.EnOS as object).filter((each) => !(each in ofPlatform));
    expect([...Object.keys(ofPlatform), ...elsewhere].sort()).toEqual(expected.sort());
  });

  test.each(Object.entries(ofPlatform))(
    "%s that cannot be read is null in a list, and nothing else is",
    async (attribute, member) => {
      for (const wrong of [[true], 1e21, "\ud800"]) {
        const rows = [complete(3), complete(2, { [member]: wrong }), complete(1)];
        const [source, plain] = [await open(rows), await open([complete(3), complete(2), complete(1)])];
        const { products, unread, names } = await list(source);
        const right = (await list(plain)).products;
        expect(products.map(({ productKey }) => productKey)).toEqual([3, 2, 1].map(keyOf));
        expect([products[0], products[2]]).toEqual([right[0], right[2]]);
        expect(at(products[1], attribute)).toBeNull();
        if (member !== "productName") expect(without(products[1], attribute)).toEqual(without(right[1], attribute));
        expect(names).toContain(`${keyOf(2)} ${attribute}`);
        expect(names.length).toBe(member === "productName" ? 2 : 1);
        expect(unread[0]?.reason).toContain(`In product "${keyOf(2)}", ${member}`);

        expect(await rejection(source.get(keyOf(2), null))).toMatchObject({
          code: "answer-misshapen",
          reason: expect.stringContaining(`In product "${keyOf(2)}", ${member}`),
        });
        expect(await source.get(keyOf(1), null)).toEqual(await plain.get(keyOf(1), null));
      }
    },
  );

  test("an error of a single read has the value", async () => {
    const [member] = Object.values(ofPlatform).slice(-1) as [string];
    const source = await open([complete(1, { [member]: "three" })]);
    expect(await rejection(source.get(keyOf(1), null))).toMatchObject({
      reason: expect.stringMatching(/expected a whole number, found a string\. Its value is "three"\.$/),
    });
  });

  test("a filter on an attribute that cannot be read says so, and no other product is lost", async () => {
    const member = ofPlatform.productType as string;
    const source = await open([complete(2, { [member]: {} }), complete(1)]);
    const { products, names } = await list(source, { where: { productType: "Device" } });
    expect(products.map(({ productKey }) => productKey)).toEqual([keyOf(1)]);
    expect(names).toEqual([`${keyOf(2)} productType`]);
    expect((await list(source, { where: { nameRegex: "no such name" } })).names).toEqual([]);
  });
});

test("a filter that EnOS applied itself holds for a product whose attribute cannot be read", async () => {
  const source = await enos.open([enos.complete(2, { modelId: 5 }), enos.complete(1)]);
  const { products, names } = await list(source, { where: { modelId: "M" } });
  expect(products.map(({ productKey }) => productKey)).toEqual(["p2", "p1"]);
  expect(names).toEqual(["p2 modelId"]);
});
