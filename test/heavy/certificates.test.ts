import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { createIdentity, toPem } from "../../src/plugin/go-plugin/certificate";
import { x509 } from "../support/x509";

const MANY = 2_000;

test("thousands of certificates can each be parsed and used, and no two have the same serial number", () => {
  const serials = new Set<string>();
  for (let made = 0; made < MANY; made++) {
    const { certificate, key } = createIdentity();
    const pem = toPem(certificate);
    const parsed = new X509Certificate(pem);
    if (!parsed.raw.equals(certificate) || !parsed.verify(parsed.publicKey)) throw new Error(pem);
    serials.add(parsed.serialNumber);
    if (made % 20 > 0) continue;
    createSecureContext({ key, cert: pem });
    expect(new x509.X509Certificate(certificate).serialNumber).toHaveLength(32);
  }
  expect(serials.size).toBe(MANY);
});
