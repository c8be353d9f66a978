import { createPrivateKey, X509Certificate } from "node:crypto";
import { createIdentity, toPem } from "../../../../src/plugin/go-plugin/certificate";
import { element, oid } from "../../../../src/plugin/go-plugin/der";
import { x509 } from "../../../support/x509";

test("a certificate says what go-plugin's hosts look for", () => {
  const parsed = new x509.X509Certificate(createIdentity().certificate);
  expect(parsed).toMatchObject({ subject: "CN=localhost", issuer: "CN=localhost" });
  expect(parsed.getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON()).toEqual([
    { type: "dns", value: "localhost" },
  ]);
  expect(parsed.getExtension(x509.BasicConstraintsExtension)).toMatchObject({ ca: true, critical: true });
  expect(parsed.getExtension(x509.ExtendedKeyUsageExtension)?.usages).toEqual(["1.3.6.1.5.5.7.3.1"]);
  const { digitalSignature, keyCertSign } = x509.KeyUsageFlags;
  expect(parsed.getExtension(x509.KeyUsagesExtension)?.usages).toBe(digitalSignature | keyCertSign);
});

test("a certificate is valid whatever the clock says", () => {
  const { notBefore, notAfter } = new x509.X509Certificate(createIdentity().certificate);
  expect([notBefore.toISOString(), notAfter.toISOString()]).toEqual([
    "1970-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.000Z",
  ]);
});

test("a certificate is signed by its own key", async () => {
  const { certificate, key } = createIdentity();
  expect(await new x509.X509Certificate(certificate).verify()).toBe(true);
  expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))).toBe(true);
});

// A naive PEM encoder once failed for lengths that fill the last line exactly: about one launch in a thousand.
test("the text form has no empty line, whatever the length", () => {
  for (let length = 1; length < 400; length++) {
    const bytes = Buffer.alloc(length, 7);
    const lines = toPem(bytes).trimEnd().split("\n");
    expect(lines.every((line) => line.length > 0 && line.length <= 64)).toBe(true);
    expect(Buffer.from(lines.slice(1, -1).join(""), "base64").equals(bytes)).toBe(true);
  }
});

test("lengths and object identifiers are written as the standard's examples", () => {
  expect(oid("1.2.840.113549").toString("hex")).toBe("06062a864886f70d");
  expect(oid("2.5.29.17").toString("hex")).toBe("0603551d11");
  expect(element(0x04, Buffer.alloc(0x7f)).subarray(0, 2).toString("hex")).toBe("047f");
  expect(element(0x04, Buffer.alloc(0x80)).subarray(0, 3).toString("hex")).toBe("048180");
  expect(element(0x04, Buffer.alloc(0x123)).subarray(0, 4).toString("hex")).toBe("04820123");
});
