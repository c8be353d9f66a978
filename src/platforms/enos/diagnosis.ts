import type { Problem } from "../../schema/problem";

/** What `doctor` needs to know about EnOS Connect. */
export const diagnosis = {
  reads: { get: "Get Product", search: "Search Product" },
  clockTolerance: null,
  async edition(
    { apiVersion }: { readonly apiVersion: string | null },
    absence: () => Promise<Problem | undefined>,
  ): Promise<string> {
    if (apiVersion !== "v2.1") return `${apiVersion}: EnOS 2.4 CU1 or newer`;
    // The code for a product that does not exist depends on the edition.
    const code = (await absence())?.facts.platformCode;
    if (code === 11611)
      return "v2.1 of an early edition, before EnOS 2.2 (code 11611 for an absent key): times, authors and validity days may be null";
    if (code === 11404)
      return "v2.1 of EnOS 2.2 or newer (code 11404 for an absent key); whether v2.4 is offered too was not checked";
    return "v2.1; the edition is unknown";
  },
};
