import type { ProductSecret } from "../../product/source";
import { describe } from "../../schema/wrong-type";
import type { Answer } from "./answer";
import { AliyunError } from "./errors";
import { misshapen } from "./product";

/** The secret of a product in its own answer: plain text. Nothing that is thrown here holds any of it. */
export function readSecret({ withheld, ...said }: Answer, purpose: string): ProductSecret {
  const secret = withheld?.productSecret ?? "";
  if (typeof secret !== "string")
    throw misshapen(`ProductSecret: expected a string, found ${describe(secret)}.`, purpose, said);
  if (secret === "")
    throw new AliyunError({
      summary: "No secret in the answer",
      reason:
        "The service answered without a product secret: ProductSecret is empty, as in the samples of the compatible service.",
      remedy:
        "Look in the service's console whether the product has one, and whether the key's owner may see it there.",
      purpose,
      said,
    });
  return { secret, encryptedSecret: null, sessionKey: null };
}
