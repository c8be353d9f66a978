import type { ProductNotFoundError } from "../../product/source";
import { EnosError } from "./errors";

/** What `doctor` has to know of EnOS Connect. */
export const diagnosis = {
  reads: { get: "Get Product", search: "Search Product" },
  clockTolerance: null,
  async edition(
    { apiVersion }: { readonly apiVersion: string | null },
    absence: () => Promise<ProductNotFoundError | undefined>,
  ): Promise<string> {
    if (apiVersion !== "v2.1") return `${apiVersion}: EnOS 2.4 CU1 or newer`;
    // Editions have different codes for a product that is not there.
    const refusal = (await absence())?.cause;
    const code = refusal instanceof EnosError ? refusal.code : null;
    if (code === 11611)
      return "v2.1 of an early edition, before EnOS 2.2 (code 11611 for an absent key): times, authors and validity days may be null";
    if (code === 11404)
      return "v2.1 of EnOS 2.2 or newer (code 11404 for an absent key); whether v2.4 is offered as well was not asked";
    return "v2.1; of which edition cannot be told";
  },
};
