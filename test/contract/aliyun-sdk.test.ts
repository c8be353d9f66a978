import Client, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import RPCClient from "@alicloud/pop-core";
import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";

const permanent = { accessKeyId: "testid", accessKeySecret: "testsecret" };
const temporary = {
  accessKeyId: "stsid",
  accessKeySecret: "stssecret",
  securityToken: "CAIS+token/with=special~chars",
};
const odd = "a b+c/d=e&f*g~h!i'j(k)产品%41?#";
const products = [
  { ProductKey: odd, ProductName: "路灯", GmtCreate: 1581595942000 },
  { ProductKey: "P2", GmtCreate: 2 },
];

let emulators: Record<string, Emulator>;
beforeAll(async () => {
  const seed = { aliyun: { accounts: [permanent, temporary], products } };
  const [alibaba, tuya] = [await startAliyunEmulator({ seed }), await startAliyunEmulator({ seed, flavour: "tuya" })];
  emulators = { alibaba, tuya };
});
afterAll(() => Promise.all(Object.values(emulators).map((emulator) => emulator.close())));

const at = (flavour: string) => emulators[flavour]?.endpoint ?? "";
const credentials = [
  ["a permanent key", permanent],
  ["a temporary key", temporary],
] as const;

describe.each(credentials)("with %s", (_title, keys) => {
  test.each([
    ["alibaba", "GET"],
    ["alibaba", "POST"],
    ["tuya", "GET"],
    ["tuya", "POST"],
  ])("Alibaba's first client reads products of %s with %s", async (flavour, method) => {
    const client = new RPCClient({ endpoint: at(flavour), apiVersion: "2018-01-20", ...keys });
    const one = await client.request("QueryProduct", { ProductKey: odd, RegionId: "cn-shanghai" }, { method });
    expect(one).toMatchObject({ Success: true, Data: products[0] });
    const list = await client.request("QueryProductList", { CurrentPage: 1, PageSize: 200 }, { method });
    expect(list).toMatchObject({ Success: true, Data: { Total: 2, List: { ProductInfo: products } } });
  });

  test.each([
    ["ACS3 and a query", "GET", undefined, "query"],
    ["ACS3 and a form in chunks", "POST", undefined, "body"],
    ["signature 1.0 and a query", "POST", "v2", "query"],
    ["signature 1.0 and a form", "POST", "v2", "body"],
  ])("Alibaba's current client reads products with %s", async (_way, method, signatureAlgorithm, place) => {
    const endpoint = at("alibaba").replace("http://", "");
    const client = new Client(new Config({ endpoint, protocol: "HTTP", signatureAlgorithm, ...keys }));
    const call = async (action: string, parameters: object) => {
      const rpc = { protocol: "HTTP", pathname: "/", style: "RPC", authType: "AK", reqBodyType: "formData" };
      const params = new Params({ action, version: "2018-01-20", method, bodyType: "json", ...rpc });
      return client.callApi(params, new OpenApiRequest({ [place]: parameters }), {} as never);
    };
    expect((await call("QueryProduct", { ProductKey: odd })).body).toMatchObject({ Success: true, Data: products[0] });
    expect((await call("QueryProductList", { CurrentPage: 2, PageSize: 1 })).body).toMatchObject({
      Data: { PageCount: 2, List: { ProductInfo: [products[1]] } },
    });
    await expect(call("queryProduct", {})).rejects.toMatchObject({ code: "InvalidApi.NotFound", statusCode: 404 });
  });
});

test("Alibaba's clients understand the refusals of both envelopes", async () => {
  const client = (keys: typeof permanent) =>
    new RPCClient({ endpoint: at("alibaba"), apiVersion: "2018-01-20", ...keys }).request("QueryProduct", {
      ProductKey: "nobody",
    });
  await expect(client(permanent)).rejects.toMatchObject({ code: "iot.prod.NotExistedProduct" });
  await expect(client({ ...permanent, accessKeySecret: "guess" })).rejects.toMatchObject({
    code: "SignatureDoesNotMatch",
  });
  await expect(client({ ...permanent, accessKeyId: "x" })).rejects.toMatchObject({
    code: "InvalidAccessKeyId.NotFound",
  });
});
