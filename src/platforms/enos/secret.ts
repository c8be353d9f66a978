import type { ProductSecret } from "../../product/source";
import { describe } from "../../schema/wrong-type";
import type { Answer } from "./answer";
import { EnosError } from "./errors";
import { misshapen } from "./product";

/** A secret encrypted with any cipher has a block, or an authentication tag, of at least so many bytes; … */
const LEAST_SECRET_BYTES = 16;
/** … and a session key is as long as the RSA key it was encrypted with, of which nobody makes shorter ones. */
const LEAST_SESSION_KEY_BYTES = 128;

/** The secret of a product in its own answer. Nothing that is thrown here holds any of it. */
export function readSecret(answer: Answer, purpose: string, encrypted: boolean): ProductSecret {
  const secret = textOf(answer, "productSecret", purpose);
  const sessionKey = textOf(answer, "sessionKey", purpose);
  if (secret === null)
    throw new EnosError({
      summary: "No secret in the answer",
      reason: "The platform answered without a product secret.",
      remedy: "Look in the EnOS console whether the product has one, and whether the application may see it there.",
      purpose,
      said: answer,
    });
  if (!encrypted && sessionKey === null) return { secret, encryptedSecret: null, sessionKey: null };
  if (sessionKey === null)
    throw misshapen("It holds a productSecret without the sessionKey that would open it.", purpose, answer);
  // Without the permission the call succeeds, and both values are an error text that no document states (v2.4 Get Product).
  if (!isCiphertext(secret, LEAST_SECRET_BYTES) || !isCiphertext(sessionKey, LEAST_SESSION_KEY_BYTES))
    throw secretDenied(answer, purpose);
  return { secret: null, encryptedSecret: secret, sessionKey };
}

function textOf({ withheld, ...said }: Answer, name: "productSecret" | "sessionKey", purpose: string): string | null {
  const value = withheld?.[name] ?? null;
  if (value !== null && typeof value !== "string")
    throw misshapen(`${name}: expected a string, found ${describe(value)}.`, purpose, said);
  return value === "" ? null : value;
}

/** Base64 (of either alphabet, with or without line breaks) or hexadecimal digits of so many bytes at least. */
function isCiphertext(text: string, bytes: number): boolean {
  const line = text.replace(/[\r\n]/g, "");
  if (/^([0-9a-f]{2})+$/i.test(line)) return line.length / 2 >= bytes;
  return /^[\w+/-]+={0,2}$/.test(line) && Math.floor((line.replace(/=+$/, "").length * 3) / 4) >= bytes;
}

const secretDenied = (answer: Answer, purpose: string): EnosError =>
  new EnosError({
    summary: "Secret not readable",
    reason:
      "The platform answered, but what it sent in place of the encrypted secret is no ciphertext: so it tells that a permission is " +
      "missing. Its text is not shown here, for it stands where a secret would.",
    remedy:
      'Have a policy with "Product: Create" or "Product: Update" granted to the application\'s service account; "Product: Read" is not enough for secrets.',
    purpose,
    said: answer,
  });
