import { type Product, type platformAttributes, productAttributes } from "../product/product";
import type { OnUnread } from "../product/unread";
import { type Locations, locate } from "../schema/locate";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problem";
import { describe } from "../schema/wrong-type";
import type { Admitted } from "./border";
import { type Exchange, factsOf, misshapen } from "./exchange";

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

/** Longer values are cut. */
const LONGEST_VALUE = 40;

/** Without these, there is no product to speak of. */
const identity: readonly string[] = ["id", "productKey"] satisfies (keyof Product)[];

/**
 * Reads one product of a response. Throws Problem answer-misshapen with the platform's own name of the member; in a list, an attribute
 * that cannot be read is null instead, for `onUnread`.
 */
export function readRow(
  row: unknown,
  { key, locations }: Rows,
  response: Exchange & Pick<Admitted, "show" | "quotesCredential">,
  onUnread?: OnUnread,
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
  const wrong = ({ reason, path }: Problem) =>
    `${named()}, ${show(reason, 2 * LONGEST_KEY)}${valueAt(row, path, show)}`;
  return locate(productAttributes, locations, row, (attribute, problem) => {
    if (onUnread === undefined || identity.includes(attribute[0] as string)) throw refuse(wrong(problem));
    onUnread({ productKey, attribute, reason: wrong(problem), facts: factsOf(response) });
  });
}

/** The value as a sentence; of an object or a list, nothing is shown, because it may hold anything. */
function valueAt(row: object, path: Path, show: Admitted["show"]): string {
  const value = path.reduce<unknown>(
    (holder, step) => (holder as Record<string, unknown>)["key" in step ? step.key : step.attribute],
    row,
  );
  if (!["string", "number", "boolean"].includes(typeof value)) return "";
  const text = show(String(value), LONGEST_VALUE);
  return ` Its value is ${typeof value === "string" ? JSON.stringify(text) : text}.`;
}
