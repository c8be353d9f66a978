import type { RE2JS } from "re2js";
import { type Attribute, optional, optionalWord, type Values } from "../schema/attribute";
import { list, map } from "../schema/collection";
import { attributeAt, type Path } from "../schema/path";
import { Problem } from "../schema/problem";
import { checked, sameInner, string } from "../schema/type";
import { checkQuotable, checkText } from "./check-text";
import { type Product, productTypes } from "./product";
import type { Unread } from "./unread";

/** Whether a product meets a filter. */
type Test = (product: Product) => boolean;

/** A filter: its attribute, and how it is applied here, without the platform. `judge` is called once for each search. */
interface Filter<T> extends Attribute<T, "optional"> {
  readonly judge: (wanted: T) => Test;
  /** the attributes of a product that it looks at */
  readonly looksAt: readonly (keyof Product)[];
}

const filter = <T>(
  attribute: Attribute<T, "optional">,
  looksAt: Filter<T>["looksAt"],
  judge: Filter<T>["judge"],
): Filter<T> => ({ ...attribute, looksAt, judge });

/** The filters of a search for products. Texts are compared as Terraform compares them. */
export const whereAttributes = {
  productKeys: filter(
    optional(list(checked(string, checkQuotable)), "Keys of the products. An empty list matches no product."),
    ["productKey"],
    (wanted) => {
      const keys = new Set(wanted.map((key) => key.normalize()));
      return ({ productKey }) => keys.has((productKey ?? "").normalize());
    },
  ),
  modelId: filter(
    optional(string, "Thing model of the products.", { check: checkText }),
    ["modelId"],
    (wanted) =>
      ({ modelId }) =>
        sameInner(string, modelId, wanted),
  ),
  productType: filter(
    optionalWord(
      productTypes,
      "`Device` or `Gateway`. The provider applies it to the products that the platform returns.",
    ),
    ["productType"],
    (wanted) =>
      ({ productType }) =>
        sameInner(string, productType, wanted),
  ),
  nameContains: filter(
    optional(
      string,
      "Text that the name contains, ignoring case. A platform may search the names of some locales only, which the provider block of the platform lists; `name_regex` searches all names.",
      { check: checkText },
    ),
    ["productName", "localizedNames"],
    (wanted) => {
      const part = wanted.normalize().toLowerCase();
      return (product) => namesOf(product).some((name) => name.normalize().toLowerCase().includes(part));
    },
  ),
  nameRegex: filter(
    optional(
      string,
      "RE2 expression that the default name or a localized name matches. The provider applies it to the products that the platform returns.",
      { check: checkRegex },
    ),
    ["productName", "localizedNames"],
    (wanted) => {
      const regex = compile(wanted);
      return (product) => namesOf(product).some((name) => regex.test(name));
    },
  ),
  tags: filter(
    optional(map(checked(string, checkQuotable)), "Tags that the products have, with exactly these values."),
    ["productTags"],
    (wanted) =>
      ({ productTags }) =>
        Object.entries(wanted).every(
          ([key, value]) =>
            Object.hasOwn(productTags ?? {}, key) && sameInner(string, productTags?.[key] ?? null, value),
        ),
  ),
};

/** The filters of a search; a product must meet every filter that is set. Null means not set. */
export type ProductWhere = Partial<Values<typeof whereAttributes>>;

/** The path of a filter in Terraform: `where.name_regex`. */
export const wherePath = (attribute: string): Path => attributeAt(attributeAt([], "where"), attribute);

/** The first filter that a product does not meet; undefined for a product that meets all. */
export type Matcher = (product: Product) => keyof ProductWhere | undefined;

/** Applies filters here, without the platform. Throws Problem filter-unusable for an invalid `nameRegex`. */
export function matcherOf(where: ProductWhere): Matcher {
  const names = Object.keys(whereAttributes) as (keyof ProductWhere)[];
  const tests = names.flatMap((name): [keyof ProductWhere, Test][] => {
    const wanted = where[name] ?? null;
    return wanted === null ? [] : [[name, (whereAttributes[name] as Filter<unknown>).judge(wanted)]];
  });
  return (product) => tests.find(([, isMet]) => !isMet(product))?.[0];
}

/** Whether a filter looks at an attribute that could not be read, so that it says nothing of the product. */
export const isUndecided = (filter: keyof ProductWhere, unread: readonly Unread[]): boolean =>
  unread.some(({ attribute: [name] }) => whereAttributes[filter].looksAt.some((looked) => looked === name));

const namesOf = ({ productName, localizedNames }: Product): string[] =>
  [productName, ...Object.values(localizedNames ?? {})].filter((name) => name !== null && name !== undefined);

/** The mistake in an RE2 expression, as a sentence; undefined if there is none. */
export function checkRegex(text: string): string | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    return (error as Problem).reason;
  }
}

/** Loads RE2 for the first expression: most launches have none. */
function compile(text: string): RE2JS {
  try {
    return (require("re2js") as typeof import("re2js")).RE2JS.compile(text);
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, "");
    throw new Problem("filter-unusable", {
      path: wherePath("name_regex"),
      reason: `It is not an RE2 expression: ${reason}. RE2 has neither look-around nor back-references.`,
    });
  }
}
