import type { ProductSecret } from "../../product/source";
import type { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { misshapen, refusedBy } from "../exchange";
import type { ApiResponse } from "./response";

/** The shortest block or authentication tag of a cipher in use, in bytes. */
const LEAST_SECRET_BYTES = 16;
/** A session key is as long as the RSA key that encrypts it; RSA keys below 1024 bits are not in use. */
const LEAST_SESSION_KEY_BYTES = 128;

/** The secret in the response about one product. No problem thrown here contains any part of it. */
export function readSecret(response: ApiResponse, encrypted: boolean): ProductSecret {
  const secret = textOf(response, "productSecret");
  const sessionKey = textOf(response, "sessionKey");
  if (secret === null)
    throw refusedBy(response, {
      code: "secret-missing",
      reason: "The platform sent no product secret.",
      remedy: "Check in the EnOS console that the product has a secret and that the application may read it.",
    });
  if (!encrypted && sessionKey === null) return { secret, encryptedSecret: null, sessionKey: null };
  if (sessionKey === null) throw misshapen(response, "It has a productSecret without the sessionKey that decrypts it.");
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
      "The platform sent a value that is not ciphertext instead of the encrypted secret, which means that a permission is missing. " +
      "The value is not shown, because it may be a secret.",
    remedy:
      'Have a policy with "Product: Create" or "Product: Update" granted to the application\'s service account; "Product: Read" is not enough for secrets.',
  });
