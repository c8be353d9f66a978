import { openHttp } from "../../../../src/http/open";
import { parseAddress } from "../../../../src/platforms/address";
import { addressOf, checkEndpoint } from "../../../../src/platforms/enos/endpoint";
import { enos } from "../../../../src/platforms/enos/platform";
import { httpOptions } from "../../../support/loopback-server";

test.each([
  ["https://apim.example.com", "https://apim.example.com/x"],
  ["https://apim.example.com/", "https://apim.example.com/x"],
  ["apim.example.com", "https://apim.example.com/x"],
  ["apim.example.com:8443/pre//", "https://apim.example.com:8443/pre/x"],
  ["http://127.0.0.1:8080/a/b", "http://127.0.0.1:8080/a/b/x"],
])("endpoint %s leads to %s", (endpoint, address) => {
  expect(checkEndpoint(endpoint)).toBeUndefined();
  expect(addressOf(parseAddress(endpoint), "x", {}).href).toBe(address);
});

test.each([
  ["", "white space"],
  ["https://apim example", "white space"],
  [`'https://apim.example.com'`, "quotation marks"],
  ["ftp://apim.example.com", "https://"],
  ["https://", "not a URL"],
  ["https://me:canary@apim.example.com", "user name"],
  ["https://apim.example.com?a=1", '"?"'],
  ["https://apim.example.com#a", '"#"'],
  ["https://apim.example.com/connect-service/v2.1/products", "path of a service"],
])("endpoint %j is refused", (endpoint, reason) => {
  expect(checkEndpoint(endpoint)).toContain(reason);
  expect(checkEndpoint(endpoint)).not.toContain("canary");
});

test("keys with white space around them are refused without being shown", () => {
  for (const name of ["accessKey", "secretKey", "orgId"] as const) {
    const { check } = enos.settings[name];
    expect(check?.("canary\n")).toContain("white space");
    expect(check?.("canary\n")).not.toContain("canary");
    expect(check?.("o15000000000001")).toBeUndefined();
  }
  expect(enos.settings.accessKey.sensitive && enos.settings.secretKey.sensitive).toBe(true);
});

test("only the API versions that exist are accepted", () => {
  const { check } = enos.settings.apiVersion;
  expect([check?.("v2.1"), check?.("v2.4")]).toEqual([undefined, undefined]);
  expect(check?.("2.4")).toBe('It must be v2.1 or v2.4; it is "2.4".');
});

test("plain http to another machine is refused when the platform is opened", () => {
  const settings = { endpoint: "http://apim.example", orgId: "o1", accessKey: "a", secretKey: "s", apiVersion: "v2.4" };
  expect(() => enos.open(settings, openHttp(httpOptions()))).toThrow(expect.objectContaining({ code: "plain-http" }));
  expect(() => enos.open(settings, openHttp(httpOptions({ allowPlainHttp: true })))).not.toThrow();
});
