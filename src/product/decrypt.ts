import { type CipherGCMTypes, createDecipheriv, createPrivateKey, type KeyObject } from "node:crypto";
import { attributeAt } from "../schema/path";
import { Problem } from "../schema/problem";
import type { Recipe } from "./recipe";
import { openers } from "./rsa";

/** A step of the recipe did not work: says which, and the argument it depends on; never a byte of what was in hand. */
const failedStep = (step: string, argument: string, reason: string): Problem =>
  new Problem("secret-not-decrypted", {
    path: attributeAt(attributeAt([], "decrypt"), argument),
    reason: `The recipe failed where it had to ${step}. ${reason}`,
  });

/** What a platform sent in place of a plain secret. */
export interface Sealed {
  readonly encryptedSecret: string;
  readonly sessionKey: string;
}

const TAG_BYTES = 16;

/** The plain secret: the RSA key opens the session key, and that the secret. Throws Problem secret-not-decrypted. */
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
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw fail("It is no private key in PEM (BEGIN PRIVATE KEY), or it is encrypted with a passphrase.");
  }
  if (key.asymmetricKeyType !== "rsa") throw fail("It is a private key, but not an RSA key.");
  return key;
}

function openSessionKey(text: string, key: KeyObject, keyArgument: string, recipe: Recipe): Buffer {
  const bytes = decode(text, recipe.sessionKeyEncoding ?? "base64", "decode the session key", "session_key_encoding");
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (bytes.length !== size)
    throw failedStep(
      "open the session key",
      "session_key_encoding",
      `The session key has ${bytes.length} bytes and the private key opens ${size}: either session_key_encoding is another, or ${keyArgument} belongs to another key pair.`,
    );
  try {
    const opened = openers[recipe.rsaPadding]?.(key, bytes);
    if (opened !== undefined) return opened;
  } catch {
    // OpenSSL's own words say no more than ours.
  }
  throw failedStep(
    "open the session key",
    "rsa_padding",
    `It cannot be opened with this key and padding: either rsa_padding is another, or ${keyArgument} belongs to another key pair.`,
  );
}

function readKey(opened: Buffer, { keyEncoding, cipher }: Recipe): Buffer {
  const encoding = keyEncoding ?? "raw";
  const step = "read the opened session key";
  const key = encoding === "raw" ? opened : decode(opened.toString("latin1"), encoding, step, "key_encoding");
  const size = Number(cipher.split("-")[1]) / 8;
  if (key.length !== size)
    throw failedStep(
      step,
      "key_encoding",
      `It gives a key of ${key.length} bytes and ${cipher} needs ${size}: either key_encoding or cipher is another.`,
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
  const fail = failedStep(
    "decrypt the secret",
    "cipher",
    "The ciphertext does not fit: either cipher, iv, key_encoding or secret_encoding is another.",
  );
  try {
    if (mode !== "gcm") {
      const decipher = createDecipheriv(cipher, key, ivSize === 0 ? null : vector);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    }
    if (body.length < TAG_BYTES) throw fail;
    const decipher = createDecipheriv(cipher as CipherGCMTypes, key, vector, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw fail;
  }
}

/** A wrong key or vector passes a padding check once in 256 times; it does not give text. */
function readText(plain: Buffer): string {
  const fail = failedStep("read the secret", "iv", "What came out is no text: either iv or cipher is another.");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (text !== "" && !/[\u0000-\u001f\u007f]/.test(text)) return text;
  } catch {
    // Told below.
  }
  throw fail;
}

const forms: Readonly<Record<string, RegExp>> = {
  hex: /^([0-9a-f]{2})+$/i,
  base64: /^[\w+/-]+={0,2}$/,
};

/** Node itself drops what it cannot decode. */
function decode(text: string, encoding: string, step: string, argument: string): Buffer {
  const line = text.replace(/[\r\n]/g, "");
  if (!forms[encoding]?.test(line)) throw failedStep(step, argument, `It is not written in ${encoding}.`);
  return Buffer.from(line, encoding as BufferEncoding);
}
