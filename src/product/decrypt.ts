import { type CipherGCMTypes, createDecipheriv, createPrivateKey, type KeyObject } from "node:crypto";
import { attempt } from "../schema/attempt";
import { attributeAt } from "../schema/path";
import { Problem } from "../schema/problem";
import type { Recipe } from "./recipe";
import { openers } from "./rsa";

/** The problem of a failed step, with the argument that it depends on and without any byte of the data. */
const failedStep = (step: string, argument: string, reason: string): Problem =>
  new Problem("secret-not-decrypted", {
    path: attributeAt(attributeAt([], "decrypt"), argument),
    reason: `Could not ${step}. ${reason}`,
  });

/** An encrypted secret of a platform. */
export interface Sealed {
  readonly encryptedSecret: string;
  readonly sessionKey: string;
}

const TAG_BYTES = 16;

/** The plain secret: the RSA key decrypts the session key, which decrypts the secret. Throws Problem secret-not-decrypted. */
export function decryptSecret(sealed: Sealed, pem: string, recipe: Recipe): string {
  const keyArgument = recipe.privateKeyFile === null ? "private_key" : "private_key_file";
  const privateKey = readPrivateKey(pem, keyArgument);
  const sessionKey = openSessionKey(sealed.sessionKey, privateKey, keyArgument, recipe);
  const key = readKey(sessionKey, recipe);
  const plain = decipher(sealed.encryptedSecret, key, recipe);
  return readText(plain);
}

function readPrivateKey(pem: string, argument: string): KeyObject {
  const fail = (reason: string) => failedStep("read the private key", argument, reason);
  const key = attempt(() => createPrivateKey(pem));
  if (key === undefined)
    throw fail("It is not a private key in PEM (BEGIN PRIVATE KEY), or it is encrypted with a passphrase.");
  if (key.asymmetricKeyType !== "rsa") throw fail("It is a private key, but not an RSA key.");
  return key;
}

function openSessionKey(text: string, key: KeyObject, keyArgument: string, recipe: Recipe): Buffer {
  const bytes = decode(text, recipe.sessionKeyEncoding ?? "base64", "decode the session key", "session_key_encoding");
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (bytes.length !== size)
    throw failedStep(
      "decrypt the session key",
      "session_key_encoding",
      `The session key has ${bytes.length} bytes and the private key decrypts ${size}: session_key_encoding is wrong, or ${keyArgument} belongs to another key pair.`,
    );
  // OpenSSL's own words say no more than ours.
  const opened = attempt(() => openers[recipe.rsaPadding]?.(key, bytes));
  if (opened === undefined)
    throw failedStep(
      "decrypt the session key",
      "rsa_padding",
      `This key and padding cannot decrypt it: rsa_padding is wrong, or ${keyArgument} belongs to another key pair.`,
    );
  return opened;
}

function readKey(opened: Buffer, { keyEncoding, cipher }: Recipe): Buffer {
  const encoding = keyEncoding ?? "raw";
  const step = "read the decrypted session key";
  const key = encoding === "raw" ? opened : decode(opened.toString("latin1"), encoding, step, "key_encoding");
  const size = Number(cipher.split("-")[1]) / 8;
  if (key.length !== size)
    throw failedStep(
      step,
      "key_encoding",
      `The key has ${key.length} bytes and ${cipher} needs ${size}: key_encoding or cipher is wrong.`,
    );
  return key;
}

function decipher(text: string, key: Buffer, { cipher, iv, secretEncoding }: Recipe): Buffer {
  const bytes = decode(text, secretEncoding ?? "base64", "decode the encrypted secret", "secret_encoding");
  const mode = cipher.split("-").at(-1);
  const ivSize = { cbc: 16, gcm: 12 }[mode ?? ""] ?? 0;
  const prefix = iv === "prefix" ? bytes.subarray(0, ivSize) : undefined;
  const vector = prefix ?? (iv === "zero" ? Buffer.alloc(ivSize) : Buffer.from(iv ?? "", "hex"));
  const body = bytes.subarray(prefix?.length ?? 0);
  const plain = attempt(() => {
    if (mode !== "gcm") {
      const decipher = createDecipheriv(cipher, key, ivSize === 0 ? null : vector);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    }
    const decipher = createDecipheriv(cipher as CipherGCMTypes, key, vector, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
  });
  if (plain === undefined)
    throw failedStep(
      "decrypt the secret",
      "cipher",
      "The ciphertext does not match: cipher, iv, key_encoding or secret_encoding is wrong.",
    );
  return plain;
}

/** A wrong key or vector passes a padding check once in 256 times, but its result is not text. */
function readText(plain: Buffer): string {
  const text = attempt(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
  if (!text || /[\u0000-\u001f\u007f]/.test(text))
    throw failedStep("read the secret", "iv", "The result is not text: iv or cipher is wrong.");
  return text;
}

const forms: Readonly<Record<string, RegExp>> = {
  hex: /^([0-9a-f]{2})+$/i,
  base64: /^[\w+/-]+={0,2}$/,
};

/** Node itself silently drops characters that it cannot decode. */
function decode(text: string, encoding: string, step: string, argument: string): Buffer {
  const line = text.replace(/[\r\n]/g, "");
  if (!forms[encoding]?.test(line)) throw failedStep(step, argument, `It is not ${encoding}.`);
  return Buffer.from(line, encoding as BufferEncoding);
}
