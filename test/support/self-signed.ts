import { webcrypto } from "node:crypto";
import { x509 } from "./x509";

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A self-signed certificate for a host or address, valid between days counted from now. */
export async function selfSigned(host: string, days: readonly [number, number] = [-1, 1]): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const day = (count: number) => new Date(Date.now() + count * 86_400_000);
  const type = /^[\d.]+$/.test(host) ? "ip" : "dns";
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    notBefore: day(days[0]),
    notAfter: day(days[1]),
    keys: keys as never,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type, value: host }]),
    ],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const key = `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
  return { key, cert: certificate.toString("pem") };
}
