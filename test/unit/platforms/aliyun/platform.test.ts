import { openHttp } from "../../../../src/http/open";
import { parseAddress } from "../../../../src/platforms/address";
import { checkEndpoint, checkRegion } from "../../../../src/platforms/aliyun/endpoint";
import { aliyun } from "../../../../src/platforms/aliyun/platform";
import { regionalEndpoint } from "../../../../src/platforms/aliyun/regions";
import { resolveConfiguration } from "../../../../src/platforms/configuration";
import { openTarget } from "../../../../src/reader/open";
import { targetOf } from "../../../../src/reader/recorded";
import { originOf } from "../../../../src/reader/target";
import type { Problem } from "../../../../src/schema/problem";
import { settingsOf } from "../../../support/aliyun-service";
import { httpOptions, rejection } from "../../../support/loopback-server";

test.each([
  ["iot.cn-shanghai.aliyuncs.com", "https://iot.cn-shanghai.aliyuncs.com"],
  ["si-0123456789abcdef0123.tuyacloud.com:8686", "https://si-0123456789abcdef0123.tuyacloud.com:8686"],
  ["https://iot.cn-shanghai.aliyuncs.com:443/", "https://iot.cn-shanghai.aliyuncs.com"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
])("endpoint %s leads to %s", (endpoint, origin) => {
  expect(checkEndpoint(endpoint)).toBeUndefined();
  expect(parseAddress(endpoint).origin).toBe(origin);
});

test.each([
  ["", "white space"],
  ["iot cn", "white space"],
  [`"iot.cn-shanghai.aliyuncs.com"`, "quotation marks"],
  ["ftp://iot.example", "https://"],
  ["https://", "not a host name"],
  ["https://me:canary@iot.example", "user name"],
  ["https://iot.example?Action=QueryProduct", "after the host or the port"],
  ["https://iot.example#a", "after the host or the port"],
  ["iot.example/path", "after the host or the port"],
])("endpoint %j is refused", (endpoint, reason) => {
  expect(checkEndpoint(endpoint)).toContain(reason);
  expect(checkEndpoint(endpoint)).not.toContain("canary");
});

test("a region becomes a host name, and nothing else can", () => {
  expect(regionalEndpoint("cn-shanghai").host).toBe("iot.cn-shanghai.aliyuncs.com");
  expect(["cn-shanghai", "ap-northeast-1", "eu-central-1"].map(checkRegion)).toEqual([undefined, undefined, undefined]);
  for (const region of ["", "shanghai", "CN-Shanghai", "cn-shanghai.evil.example/", "cn shanghai"])
    expect(checkRegion(region)).toContain("cn-shanghai");
  for (const region of ["cn-shanghai\r", " cn-shanghai", '"cn-shanghai"'])
    expect(checkRegion(region)).toMatch(/white space and quotation marks do not belong to it\.$/);
});

const offered =
  "The service is documented in cn-shanghai, ap-southeast-1, ap-northeast-1, us-west-1, us-east-1, eu-central-1, cn-beijing and cn-shenzhen";

test.each([
  [
    { CONNECT_ALIYUN_REGION: "cn-shangai" },
    "iot.cn-shangai.aliyuncs.com",
    "region",
    `region = "cn-shangai" comes from CONNECT_ALIYUN_REGION. ${offered}; did you mean "cn-shanghai"?`,
  ],
  [
    { CONNECT_ALIYUN_REGION: "cn-qindao" },
    "iot.cn-qindao.aliyuncs.com",
    "region",
    `region = "cn-qindao" comes from CONNECT_ALIYUN_REGION. ${offered}; did you mean "cn-qingdao"`,
  ],
  [
    { ALIBABA_CLOUD_REGION_ID: "xx-nowhere-99" },
    "iot.xx-nowhere-99.aliyuncs.com",
    "region",
    `region = "xx-nowhere-99" comes from ALIBABA_CLOUD_REGION_ID. ${offered}.`,
  ],
  [
    { CONNECT_ALIYUN_ENDPOINT: "iot.invalid", CONNECT_ALIYUN_REGION: "cn-shanghai" },
    "iot.invalid",
    "endpoint",
    'endpoint = "iot.invalid" comes from CONNECT_ALIYUN_ENDPOINT.',
  ],
])(
  "with %j nobody knows %s, and the error says to check %s, and where it comes from",
  async (address, host, argument, hint) => {
    const keys = { CONNECT_ALIYUN_ACCESS_KEY_ID: "id", CONNECT_ALIYUN_ACCESS_KEY_SECRET: "secret" };
    const resolved = resolveConfiguration([aliyun], {}, { ...keys, ...address });
    const { source, close } = openTarget(resolved, { reader: "test" });
    const error = await rejection<Problem>(source.get("P", null));
    await close();
    expect(error.code).toBe("host-unknown");
    expect(error.reason).toContain(`https://${host} (ENOTFOUND)`);
    expect(error.remedy).toContain(`Check the spelling of ${argument},`);
    expect(error.remedy).toContain(`is needed. ${hint}`);
  },
);

test("what is secret is sensitive, and white space around it is refused without being shown", () => {
  for (const name of ["accessKeyId", "accessKeySecret", "securityToken"] as const) {
    const { check, sensitive } = aliyun.settings[name];
    expect(sensitive).toBe(true);
    expect(check?.("canary\n")).toContain("white space");
    expect(check?.("canary\n")).not.toContain("canary");
    expect(check?.("CAIS+token/with=signs")).toBeUndefined();
  }
});

test("only the signatures that exist are accepted", () => {
  const { check } = aliyun.settings.signature;
  expect([check?.("rpc"), check?.("acs3")]).toEqual([undefined, undefined]);
  expect(check?.("v3")).toBe('It must be rpc or acs3; it is "v3".');
});

test("plain http to another machine is refused when the platform is opened", () => {
  const settings = settingsOf("http://iot.example");
  expect(() => aliyun.open(settings, openHttp(httpOptions()))).toThrow(expect.objectContaining({ code: "plain-http" }));
  expect(() => aliyun.open(settings, openHttp(httpOptions({ allowPlainHttp: true })))).not.toThrow();
});

test.each([
  [{ endpoint: null, region: "cn-shanghai" }, "iot.cn-shanghai.aliyuncs.com", "cn-shanghai"],
  [{ endpoint: "iot.example:8686", region: "cn-shanghai" }, "iot.example:8686", null],
])("with %j the service is at %s, and the region is sent as %s", async (changes, host, regionId) => {
  const asked: URL[] = [];
  const http = {
    check: () => {},
    send: async (prepare: () => { url: URL }) => {
      asked.push(prepare().url);
      return { status: 200, headers: {}, text: '{"Success":true,"Data":{"Total":0}}' };
    },
    close: async () => {},
  };
  const source = aliyun.open({ ...settingsOf("x"), ...changes }, http);
  await source.search({ orgId: null, where: {}, expression: null, maxItems: 1, details: false });
  expect(asked.map((url) => [url.protocol, url.host, url.searchParams.get("RegionId")])).toEqual([
    ["https:", host, regionId],
  ]);
});

test.each([
  "cn-qingdao",
  "cn-hongkong",
  "cn-zhangjiakou",
  "cn-huhehaote",
  "cn-chengdu",
  "cn-wulanchabu",
  "ap-south-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-5",
  "eu-west-1",
  "me-east-1",
])("%s has no address of its own: requests and what is recorded name it beside the common one", async (region) => {
  expect(regionalEndpoint(region).href).toBe("https://iot.aliyuncs.com/");
  const settings = { ...settingsOf("x"), endpoint: null, region, instanceId: null };
  const origin = { platform: "aliyun", endpoint: "https://iot.aliyuncs.com/", regionId: region };
  expect(originOf({ platform: aliyun, settings })).toEqual(origin);
  const regions: (string | null)[] = [];
  const http = {
    check: () => {},
    send: async (prepare: () => { url: URL }) => {
      regions.push(prepare().url.searchParams.get("RegionId"));
      return { status: 200, headers: {}, text: '{"Success":true,"Data":{"Total":0}}' };
    },
    close: async () => {},
  };
  const query = { orgId: null, where: {}, expression: null, maxItems: 1, details: false };
  await aliyun.open(settings, http).search(query);
  expect(regions).toEqual([region]);
});

test("a region with an address of its own is recorded by that alone, and one that nobody knows yet has the regular address", () => {
  const origin = (region: string) =>
    originOf({ platform: aliyun, settings: { ...settingsOf("x"), endpoint: null, region, instanceId: null } });
  expect(origin("cn-shanghai")).toEqual({ platform: "aliyun", endpoint: "https://iot.cn-shanghai.aliyuncs.com/" });
  expect(origin("xx-new-9").endpoint).toBe("https://iot.xx-new-9.aliyuncs.com/");
});

test("a file that records a region cannot decide the address of requests", () => {
  const keys = { CONNECT_ALIYUN_ACCESS_KEY_ID: "id", CONNECT_ALIYUN_ACCESS_KEY_SECRET: "secret", HOME: "/none" };
  const recorded = { platform: "aliyun", endpoint: "https://iot.aliyuncs.com/", regionId: "cn-qingdao" };
  const target = targetOf(recorded, { ...keys, CONNECT_ALIYUN_REGION: "cn-qingdao" });
  expect(target.settings.region).toBe("cn-qingdao");
  for (const region of ["cn-chengdu", "cn-shanghai"])
    expect(() => targetOf(recorded, { ...keys, CONNECT_ALIYUN_REGION: region })).toThrow(
      expect.objectContaining({ code: "recorded-elsewhere" }),
    );
  expect(() => targetOf({ ...recorded, region: "x.example/#" }, { ...keys, CONNECT_ALIYUN_INSTANCE_ID: "i" })).toThrow(
    expect.objectContaining({ code: "setting-missing" }),
  );
});
