import type { ProductSecret } from "../../product/source";
import { describe } from "../../schema/wrong-type";
import { misshapen, refusedBy } from "../exchange";
import type { ApiResponse } from "./response";

/** The secret in the response about one product, as plain text. No problem thrown here contains any part of it. */
export function readSecret({ withheld, ...exchange }: ApiResponse): ProductSecret {
  const secret = withheld?.productSecret ?? "";
  if (typeof secret !== "string")
    throw misshapen(exchange, `ProductSecret: expected a string, found ${describe(secret)}.`);
  if (secret === "")
    throw refusedBy(exchange, {
      code: "secret-missing",
      reason:
        "The service sent no product secret: ProductSecret is empty, as in the samples of the compatible service.",
      remedy: "Check in the service's console that the product has a secret and that the owner of the key may read it.",
    });
  return { secret, encryptedSecret: null, sessionKey: null };
}
