import { type Circumstances, explain } from "../../../src/http/explain";

const url = new URL("https://apim.example:8443/p?q=canary");
const of = (error: object, around: Circumstances = {}) => explain(error, url, around);

test.each([
  ["ECONNREFUSED", "connection-refused"],
  ["ENOTFOUND", "host-unknown"],
  ["EAI_AGAIN", "name-server-failed"],
  ["UND_ERR_CONNECT_TIMEOUT", "connection-timeout"],
  ["ETIMEDOUT", "connection-timeout"],
  ["EHOSTUNREACH", "connection-timeout"],
  ["ENETUNREACH", "connection-timeout"],
  ["ECONNRESET", "connection-lost"],
  ["EPIPE", "connection-lost"],
  ["UND_ERR_SOCKET", "connection-lost"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "connection-lost"],
  ["CERT_HAS_EXPIRED", "certificate-rejected"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-rejected"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "certificate-rejected"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-rejected"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate-rejected"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-rejected"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls-failed"],
  ["EPROTO", "tls-failed"],
  ["HPE_INVALID_CONSTANT", "not-http"],
  ["ERR_ASSERTION", "not-http"],
  ["UND_ERR_INVALID_ARG", "request-failed"],
  ["UND_ERR_SOCKS5", "proxy-failed"],
  ["", "request-failed"],
])("%s is %s, with the host and without the message", (code, expected) => {
  const problem = of({ code, message: "canary" });
  expect(problem.code).toBe(expected);
  expect(problem.reason).toMatch(/apim\.example.*\.$/);
  expect(problem.remedy).toMatch(/\.$/);
  expect(JSON.stringify(problem) + problem.stack).not.toContain("canary");
});

test.each([
  [{ code: "ERR_SSL_WRONG_VERSION_NUMBER", message: "ssl3_get_record:wrong version number" }, "not-tls"],
  [{ code: "EPROTO", message: "packet length too long" }, "not-tls"],
  [{ code: "UND_ERR_PRX_TLS", cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" } }, "certificate-rejected"],
  [{ message: "Proxy response (407) !== 200 when HTTP Tunneling" }, "proxy-failed"],
  [{ name: "HTTPParserError" }, "not-http"],
  [{ message: "terminated" }, "connection-lost"],
  [{ errors: [{ code: "ECONNREFUSED" }, { code: "ETIMEDOUT" }] }, "connection-refused"],
])("%j is %s", (error, expected) => {
  expect(of(error).code).toBe(expected);
});

test("what is no error of Node at all is still explained", () => {
  for (const thrown of [new Error("canary"), {}, { errors: [] }]) expect(of(thrown).code).toBe("request-failed");
});

test("the argument that the address comes from is named, and endpoint where scheme or port are wrong", () => {
  const remedies = (argument?: string) =>
    ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ERR_TLS_CERT_ALTNAME_INVALID", "EPROTO", "HPE_INVALID_CONSTANT"].map(
      (code) => /\b(region|endpoint)\b/.exec(of({ code }, { argument }).remedy)?.[1],
    );
  expect(remedies()).toEqual(Array(6).fill("endpoint"));
  expect(remedies("region")).toEqual([...Array(4).fill("region"), "endpoint", "endpoint"]);
});

test("a proxy that may be in the way is mentioned", () => {
  const proxy = { variable: "https_proxy", host: "proxy.example:3128" };
  expect(of({ code: "ECONNRESET" }, { proxy }).reason).toContain("the proxy proxy.example:3128 (https_proxy)");
  expect(of({ code: "ECONNRESET" }).reason).not.toContain("HTTPS_PROXY");
});

test.each([
  [{ code: "ENOTFOUND" }, "host-unknown"],
  [{ message: "Proxy response (503) !== 200 when HTTP Tunneling" }, "proxy-failed"],
])("%j says where the address comes from", (error, code) => {
  const problem = explain(error, new URL("https://iot.cn-shangai.aliyuncs.com"), { hint: "region comes from R." });
  expect(problem.code).toBe(code);
  expect(problem.remedy).toMatch(/ region comes from R\.$/);
});
