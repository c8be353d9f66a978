import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";

/**
 * How this emulator encrypts a product secret for v2.4. The scheme is the emulator's own: no document names the platform's.
 * A random 32-byte session key per product; `productSecret` = base64(IV, 16 bytes, then AES-256-CBC with PKCS#7 over UTF-8);
 * `sessionKey` = base64(RSA-OAEP with SHA-256 over the session key's bytes).
 */
export const secretScheme = "cdktf-connect-emulator/aes-256-cbc+rsa-oaep-sha256";

/** The value of both fields for an account that may read products but not their secrets; the platform's text is not documented. */
export const secretDenied = "Permission denied: Product:Create or Product:Update is needed to read the secret";

/** Encrypts a product secret for the holder of the private key. */
export function sealSecret(secret: string, rsaPublicKey: string): { productSecret: string; sessionKey: string } {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const sealed = Buffer.concat([iv, cipher.update(secret, "utf8"), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return {
    productSecret: sealed.toString("base64"),
    sessionKey: publicEncrypt({ key: rsaPublicKey, padding, oaepHash: "sha256" }, key).toString("base64"),
  };
}
