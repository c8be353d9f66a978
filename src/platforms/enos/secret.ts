import type { ProductSecret } from "../../product/source";
import type { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { misshapen, refusedBy } from "../exchange";
import type { ApiResponse } from "./response";

/** A secret encrypted with any cipher has a block, or an authentication tag, of at least so many bytes; … */
const LEAST_SECRET_BYTES = 16;
/** … and a session key is as long as the RSA key it was encrypted with, of which nobody makes shorter ones. */
const LEAST_SESSION_KEY_BYTES = 128;

/** The secret of a product in its own response. Nothing that is thrown here holds any of it. */
export function readSecret(response: ApiResponse, encrypted: boolean): ProductSecret {
  const secret = textOf(response, "productSecret");
  const sessionKey = textOf(response, "sessionKey");
  if (secret === null)
    throw refusedBy(response, {
      code: "secret-missing",
      reason: "The platform answered without a product secret.",
      remedy: "Look in the EnOS console whether the product has one, and whether the application may see it there.",
    });
  if (!encrypted && sessionKey === null) return { secret, encryptedSecret: null, sessionKey: null };
  if (sessionKey === null)
    throw misshapen(response, "It holds a productSecret without the sessionKey that would open it.");
  // Without the permission the call succeeds, and both values are an error text that no document states (v2.4 Get Product).
  if (!isCiphertext(secret, LEAST_SECRET_BYTES) || !isCiphertext(sessionKey, LEAST_SESSION_KEY_BYTES))
    throw secretDenied(response);
  return { secret: null, encryptedSecret: secret, sessionKey };
}

function textOf({ withheld, ...exchange }: ApiResponse, name: "productSecret" | "sessionKey"): string | null {
  const value = withheld?.[name] ?? null;
  if (value !== null && typeof value !== "string")
    throw misshapen(exchange, `${name}: expected a string, found ${describe(value)}.`);
  return value === "" ? null : value;
}

/** Base64 (of either alphabet, with or without line breaks) or hexadecimal digits of so many bytes at least. */
function isCiphertext(text: string, bytes: number): boolean {
  const line = text.replace(/[\r\n]/g, "");
  if (/^([0-9a-f]{2})+$/i.test(line)) return line.length / 2 >= bytes;
  return /^[\w+/-]+={0,2}$/.test(line) && Math.floor((line.replace(/=+$/, "").length * 3) / 4) >= bytes;
}

const secretDenied = (response: ApiResponse): Problem =>
  refusedBy(response, {
    code: "secret-unreadable",
    reason:
      "The platform answered, but what it sent in place of the encrypted secret is not ciphertext, which means that a permission " +
      "is missing. It is not shown, because it is in the place of a secret.",
    remedy:
      'Have a policy with "Product: Create" or "Product: Update" granted to the application\'s service account; "Product: Read" is not enough for secrets.',
  });
