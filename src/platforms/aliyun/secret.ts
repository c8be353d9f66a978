import type { ProductSecret } from "../../product/source";
import { describe } from "../../schema/wrong-type";
import { misshapen, refusedBy } from "../exchange";
import type { ApiResponse } from "./response";

/** The secret of a product in its own response: plain text. Nothing that is thrown here holds any of it. */
export function readSecret({ withheld, ...exchange }: ApiResponse): ProductSecret {
  const secret = withheld?.productSecret ?? "";
  if (typeof secret !== "string")
    throw misshapen(exchange, `ProductSecret: expected a string, found ${describe(secret)}.`);
  if (secret === "")
    throw refusedBy(exchange, {
      code: "secret-missing",
      reason:
        "The service answered without a product secret: ProductSecret is empty, as in the samples of the compatible service.",
      remedy:
        "Look in the service's console whether the product has one, and whether the key's owner may see it there.",
    });
  return { secret, encryptedSecret: null, sessionKey: null };
}
