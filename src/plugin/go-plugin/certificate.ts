import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { element, oid, sequence } from "./der";

/** The server's certificate; its key exists only in this process's memory. */
export interface Identity {
  readonly certificate: Buffer;
  readonly key: string;
}

const SERIAL_BYTES = 16;
// go-plugin's hosts connect to every plugin under this name, also over a unix socket.
const HOST = Buffer.from("localhost");

const ecdsaWithSha256 = sequence(oid("1.2.840.10045.4.3.2"));
const name = sequence(element(0x31, sequence(oid("2.5.4.3"), element(0x0c, HOST))));
const yes = Buffer.of(0x01, 0x01, 0xff);

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [yes] : []), element(0x04, value));

const extensions = element(
  0xa3,
  sequence(
    extension("2.5.29.19", true, sequence(yes)), // a certificate authority, as every self-signed certificate has to be
    extension("2.5.29.15", true, element(0x03, Buffer.of(2, 0b1000_0100))), // digitalSignature, keyCertSign
    extension("2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.1"))), // serverAuth
    extension("2.5.29.17", false, sequence(element(0x82, HOST))),
  ),
);

// The key ends with the process, so dates protect nothing: RFC 5280's "no expiration" is valid with every clock.
const validity = sequence(element(0x17, Buffer.from("700101000000Z")), element(0x18, Buffer.from("99991231235959Z")));

/** A fresh self-signed certificate (P-256) and its key. */
export function createIdentity(): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const serial = randomBytes(SERIAL_BYTES);
  // A first octet of 0x40 to 0x7f keeps the integer positive and as short as it can be.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = sequence(
    element(0xa0, element(0x02, Buffer.of(2))), // version 3
    element(0x02, serial),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    extensions,
  );
  const signature = sign("sha256", body, privateKey);
  return {
    certificate: sequence(body, ecdsaWithSha256, element(0x03, Buffer.of(0), signature)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

/** The same certificate as text, the only form node:tls accepts. */
export function toPem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
