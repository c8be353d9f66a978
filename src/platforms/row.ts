import { type Product, type platformAttributes, productAttributes } from "../product/product";
import { type Locations, locate } from "../schema/locate";
import { isProblem } from "../schema/problem";
import { describe } from "../schema/wrong-type";
import type { Admitted } from "./border";
import { type Exchange, misshapen } from "./exchange";

type Own = typeof platformAttributes;

/** Where a platform keeps each attribute; of the groups that only one platform has, it only names its own. */
export type ProductLocations = Locations<Omit<typeof productAttributes, keyof Own>> & Partial<Locations<Own>>;

/** How a platform writes products. */
export interface Rows {
  /** the member with the product's key */
  readonly key: string;
  readonly locations: ProductLocations;
}

/** A key is an identifier; a longer one is cut in messages. */
const LONGEST_KEY = 100;

/** Reads one product of a response. Throws Problem answer-misshapen with the platform's own name of the member. */
export function readRow(
  row: unknown,
  { key, locations }: Rows,
  response: Exchange & Pick<Admitted, "show" | "quotesCredential">,
): Product {
  const { show, quotesCredential } = response;
  const refuse = (reason: string) => misshapen(response, reason);
  if (row === null || typeof row !== "object" || Array.isArray(row))
    throw refuse(`A product is ${describe(row)}, not an object.`);
  const productKey: unknown = Object.hasOwn(row, key) ? (row as Record<string, unknown>)[key] : undefined;
  if (typeof productKey !== "string" || productKey === "")
    throw refuse(
      `A product has no ${key}: expected a string, found ${productKey === "" ? "an empty one" : describe(productKey)}.`,
    );
  const named = () => `In product "${show(productKey, LONGEST_KEY)}"`;
  const [quoting] = Object.entries(row).find(([, value]) => quotesCredential(value)) ?? [];
  if (quoting !== undefined)
    throw refuse(
      `${named()}, ${show(quoting)} holds a key or token that the request was sent with. It is not read, because values are recorded.`,
    );
  try {
    return locate(productAttributes, locations, row);
  } catch (error) {
    if (!isProblem(error, "wrong-type")) throw error;
    throw refuse(`${named()}, ${show(error.reason, 2 * LONGEST_KEY)}`);
  }
}
