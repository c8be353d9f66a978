import type { RE2JS } from "re2js";
import type { Explained } from "../schema/error";
import { attributeAt, type Path, printPath } from "../schema/path";
import type { Product } from "./product";
import type { ProductWhere } from "./source";

/** A filter that no search can be made from. */
export class WhereError extends Error implements Explained {
  readonly summary = "Filter cannot be used";

  constructor(
    readonly path: Path,
    readonly detail: string,
  ) {
    super(`${printPath(path)}: ${detail}`);
    this.name = "WhereError";
  }
}

/** The path of a filter: `where.name_regex`. */
export const wherePath = (attribute: string): Path => attributeAt(attributeAt([], "where"), attribute);

/** What is wrong with an RE2 expression, as a sentence; undefined when nothing is. */
export function checkRegex(text: string): string | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "unknown reason";
    return `It is no RE2 expression: ${reason}. RE2 knows neither look-around nor back-references.`;
  }
}

/** What is wrong with a text that may be left out but not be empty, as a sentence; undefined when nothing is. */
export const checkPresent = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty; leave it out (null) instead." : undefined;

/** What is wrong with a text to search for, as a sentence; undefined when nothing is. */
export const checkText = (text: string): string | undefined => checkPresent(text) ?? checkQuotable(text);

/**
 * Why a value cannot stand in a search expression, as a sentence; undefined when it can. No document says how a quote inside a
 * value is escaped, so nothing that would need it is sent. The rule is the same for every platform: a stack means the same on each.
 */
export function checkQuotable(value: string): string | undefined {
  if (value.includes('"') && value.includes("'"))
    return "It holds both kinds of quotes; a search expression cannot quote it.";
  if (value.includes("\\")) return "It holds a backslash; a search expression cannot safely quote it.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value))
    return "It holds control characters; a search expression cannot safely quote it.";
  return undefined;
}

/** Whether a product is wanted, judged here and not by a platform. Throws WhereError for a bad `nameRegex`. */
export function matches(where: ProductWhere, product: Product): boolean {
  let matcher = matchers.get(where);
  if (!matcher) {
    matcher = matcherOf(where);
    matchers.set(where, matcher);
  }
  return matcher(product);
}

type Matcher = (product: Product) => boolean;

/** One search asks about every product with the same filter object: it is prepared once. */
const matchers = new WeakMap<ProductWhere, Matcher>();

function matcherOf(where: ProductWhere): Matcher {
  const tests: Matcher[] = [];
  const { modelId, productType } = where;
  if (where.productKeys) {
    const keys = new Set<string | null>(where.productKeys);
    tests.push(({ productKey }) => productKey !== null && keys.has(productKey));
  }
  if (isSet(modelId)) tests.push((product) => product.modelId === modelId);
  if (isSet(productType)) tests.push((product) => product.productType === productType);
  if (isSet(where.nameContains)) {
    const part = where.nameContains.toLowerCase();
    tests.push((product) => names(product).some((name) => name.toLowerCase().includes(part)));
  }
  if (isSet(where.nameRegex)) {
    const reason = checkRegex(where.nameRegex);
    if (reason !== undefined) throw new WhereError(wherePath("name_regex"), reason);
    const regex = compile(where.nameRegex);
    tests.push((product) => names(product).some((name) => regex.test(name)));
  }
  for (const [key, value] of Object.entries(where.tags ?? {}))
    tests.push(
      ({ productTags }) => productTags !== null && Object.hasOwn(productTags, key) && productTags[key] === value,
    );
  return (product) => tests.every((test) => test(product));
}

const isSet = (value: string | null | undefined): value is string => value !== null && value !== undefined;

const names = ({ productName, localizedNames }: Product): string[] =>
  [productName, ...Object.values(localizedNames ?? {})].filter(isSet);

/** Loads RE2 when the first expression is seen: most launches never see one. */
const compile = (text: string): RE2JS => (require("re2js") as typeof import("re2js")).RE2JS.compile(text);
