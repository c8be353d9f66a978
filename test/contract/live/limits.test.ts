import type { HttpRequest } from "../../../src/http/http";
import { isRead as isAliyunRead } from "./aliyun/wire";
import { isRead as isEnosRead } from "./enos/wire";

const request = (method: "GET" | "POST", path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method,
  url: new URL(path, "https://platform.example"),
  headers: {},
  ...more,
});

const token = "/apim-token-service/v2.0/token";
const products = "/connect-service/v2.4/products";

test.each([
  ["GET", `${products}?action=get&orgId=o1`, {}, true],
  ["POST", `/with/a/path${products}?action=search&orgId=o1`, { body: "{}" }, true],
  ["POST", `${token}/get`, { body: "{}" }, true],
  ["POST", `${token}/refresh`, { body: "{}" }, false],
  ["POST", `${products}?action=create`, { body: "{}" }, false],
  ["POST", `${products}?action=search&action=delete`, { body: "{}" }, false],
  ["POST", `${products}`, { body: "{}" }, false],
  ["GET", `${products}?action=get&requireSecret=true`, {}, false],
  ["POST", `${products}?action=search`, { body: '{"requireSecret":true}' }, false],
  ["GET", "/connect-service/v2.4/devices?action=get", {}, false],
] as const)("for EnOS %s %s %j is a read: %s", (method, path, more, expected) => {
  expect(isEnosRead(request(method, path, more))).toBe(expected);
});

test.each([
  ["GET", "/?Action=QueryProduct", {}, true],
  ["POST", "/?PageSize=1", { headers: { "x-acs-action": "QueryProductList" } }, true],
  ["GET", "/?Action=CreateProduct", {}, false],
  ["GET", "/?Action=QueryProduct&Action=DeleteProduct", {}, false],
  ["POST", "/?Action=QueryProduct", { headers: { "x-acs-action": "DeleteProduct" } }, false],
  ["POST", "/?Action=QueryProduct", { body: "Action=DeleteProduct" }, false],
  ["GET", "/", {}, false],
] as const)("for Aliyun IoT %s %s %j is a read: %s", (method, path, more, expected) => {
  expect(isAliyunRead(request(method, path, more))).toBe(expected);
});
