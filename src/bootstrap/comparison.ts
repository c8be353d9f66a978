import { existsSync } from "node:fs";
import { basename } from "node:path";
import { type Claim, claimsOfExpectations, claimsOfLock, type Location } from "../drift/claim";
import { examine } from "../drift/examine";
import type { Live } from "../drift/live";
import { lockFileFor } from "../lock/lock-location";
import { stableText } from "../schema/stable-text";
import type { Inventory } from "./inventory";
import type { Comparison } from "./page/content";
import { marksOf } from "./page-marks";

/** A file that says what products are like. */
export interface Source extends Pick<Comparison, "file" | "verb"> {
  readonly claims: readonly Claim[];
}

/**
 * What a page is compared with: the expectations, as they are before they are written again, and the lock file that `drift` finds in
 * this directory. Throws a Problem of a file.
 */
export function sourcesOfPage(expectations: string | undefined, directory: string): Source[] {
  const lock = lockFileFor(directory);
  return [
    ...(expectations === undefined
      ? []
      : [
          {
            file: basename(expectations),
            verb: "expected" as const,
            claims: existsSync(expectations) ? claimsOfExpectations(expectations) : [],
          },
        ]),
    ...(existsSync(lock) ? [{ file: basename(lock), verb: "recorded" as const, claims: claimsOfLock(lock) }] : []),
  ];
}

/**
 * Holds what was read against the files, without reading again. A lock file that says nothing about these products is left out;
 * expectations are about to: the first page of a directory is the same as the second.
 */
export async function compare(inventory: Inventory, sources: readonly Source[]): Promise<Comparison[]> {
  const live = liveOf(inventory);
  const compared = await Promise.all(
    sources.map(async ({ file, verb, claims }) => {
      const about = claims.flatMap(claimsAbout(inventory)).map(withoutLocations);
      const findings = await examine(about, live);
      return { file, verb, isAbout: about.length > 0 || verb === "expected", marks: marksOf(findings, about) };
    }),
  );
  return compared.filter(({ isAbout }) => isAbout).map(({ isAbout: _, ...comparison }) => comparison);
}

/** The platform as it was when it was read. */
function liveOf({ origin, products, unread }: Inventory): Live {
  const byKey = new Map(products.map((product) => [product.productKey, product]));
  return {
    reply: ({ query }) => ({
      value: "product" in query ? (byKey.get(query.product) ?? null) : products,
      ...(unread && { unread }),
    }),
    originOf: () => origin,
    read: async () => {},
    close: async () => {},
  };
}

/** A page names no line of a file, and to look for thousands takes seconds. */
function withoutLocations(claim: Claim): Claim {
  const nowhere = (): Location => ({ file: "", line: undefined });
  const products = [...claim.products].map(([key, { expected }]) => [key, { expected, locate: nowhere }] as const);
  return { ...claim, products: new Map(products), location: nowhere };
}

/** What of claims can be judged by these products: of other lists, the single products that are among them. */
function claimsAbout({ origin, query, products }: Inventory): (claim: Claim) => Claim[] {
  const [here, asked] = [stableText(origin), stableText(query)];
  const isAll = Object.keys(query.products).length === 0;
  const keys = new Set(products.map(({ productKey }) => productKey));
  return (claim) => {
    if (claim.origin !== undefined && stableText(claim.origin) !== here) return [];
    if ("products" in claim.query) {
      // Without details, most attributes are recorded as null.
      if (claim.query.products.details === false) return [];
      if (stableText(claim.query) === asked) return [claim];
    }
    return [...claim.products]
      .filter(([key]) => isAll || keys.has(key))
      .map(([key, claimed]) => ({ ...claim, query: { product: key }, products: new Map([[key, claimed]]) }));
  };
}
