import { causeOf } from "../../../src/http/cause";

const url = new URL("https://apim.example:8443/p?q=canary");
const always = Number.POSITIVE_INFINITY;
const of = (error: object, proxied = false) => causeOf(error, url, proxied);

test.each([
  ["ECONNREFUSED", "refused", always],
  ["ENOTFOUND", "dns", 1],
  ["EAI_AGAIN", "dns", always],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout", always],
  ["ETIMEDOUT", "timeout", always],
  ["EHOSTUNREACH", "timeout", always],
  ["ECONNRESET", "reset", always],
  ["EPIPE", "reset", always],
  ["UND_ERR_SOCKET", "reset", always],
  ["CERT_HAS_EXPIRED", "tls", 0],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", 0],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls", 0],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", 0],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls", 0],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", 0],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls", 0],
  ["EPROTO", "tls", 0],
  ["HPE_INVALID_CONSTANT", "protocol", 0],
  ["UND_ERR_INVALID_ARG", "other", 0],
  ["", "other", 0],
])("%s is %s and is tried again %s times at most", (code, kind, again) => {
  const cause = of({ code, message: "canary" });
  expect(cause).toMatchObject({ kind, again });
  expect(cause.reason).toMatch(/apim\.example.*\.$/);
  expect(JSON.stringify(cause)).not.toContain("canary");
});

test("what is no error of Node at all is still explained", () => {
  for (const thrown of [new Error("canary"), {}, { errors: [] }]) expect(of(thrown)).toMatchObject({ kind: "other" });
});

test("a proxy that may be in the way is mentioned", () => {
  expect(of({ code: "ECONNRESET" }, true).reason).toContain("HTTPS_PROXY");
  expect(of({ code: "ECONNRESET" }).reason).not.toContain("HTTPS_PROXY");
});
