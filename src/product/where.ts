import type { RE2JS } from "re2js";
import { attributeAt, type Path } from "../schema/path";
import { Problem } from "../schema/problem";
import { sameInner, string } from "../schema/type";
import type { Product } from "./product";
import type { ProductWhere } from "./source";

/** A filter that no search can be made from. */
export class WhereError extends Problem {
  constructor(path: Path, reason: string) {
    super("filter-unusable", { path, reason });
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

/** What is wrong with the key of a product to read; undefined when nothing is. */
export const checkProductKey = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty: write the key of a product." : undefined;

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

/** The first filter that a product does not meet; undefined for a product that meets all. */
export type Matcher = (product: Product) => keyof ProductWhere | undefined;

/** Judges products here, without the platform. Texts are compared as Terraform compares them. Throws WhereError for a bad `nameRegex`. */
export function matcherOf(where: ProductWhere): Matcher {
  const tests: [filter: keyof ProductWhere, isMet: (product: Product) => boolean][] = [];
  const { productKeys, modelId, productType, nameContains, nameRegex, tags } = where;
  if (isSet(productKeys)) {
    const keys = new Set(productKeys.map((key) => key.normalize()));
    tests.push(["productKeys", ({ productKey }) => keys.has((productKey ?? "").normalize())]);
  }
  if (isSet(modelId)) tests.push(["modelId", (product) => sameInner(string, product.modelId, modelId)]);
  if (isSet(productType)) tests.push(["productType", (product) => sameInner(string, product.productType, productType)]);
  if (isSet(nameContains)) {
    const part = nameContains.normalize().toLowerCase();
    const contains = (name: string) => name.normalize().toLowerCase().includes(part);
    tests.push(["nameContains", (product) => names(product).some(contains)]);
  }
  if (isSet(nameRegex)) {
    const reason = checkRegex(nameRegex);
    if (reason !== undefined) throw new WhereError(wherePath("name_regex"), reason);
    const regex = compile(nameRegex);
    tests.push(["nameRegex", (product) => names(product).some((name) => regex.test(name))]);
  }
  for (const [key, value] of Object.entries(tags ?? {}))
    tests.push(["tags", ({ productTags }) => hasTag(productTags ?? {}, key, value)]);
  return (product) => tests.find(([, isMet]) => !isMet(product))?.[0];
}

const hasTag = (tags: Readonly<Record<string, string>>, key: string, value: string): boolean =>
  Object.hasOwn(tags, key) && sameInner(string, tags[key] ?? null, value);

const isSet = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const names = ({ productName, localizedNames }: Product): string[] =>
  [productName, ...Object.values(localizedNames ?? {})].filter(isSet);

/** Loads RE2 when the first expression is seen: most launches never see one. */
const compile = (text: string): RE2JS => (require("re2js") as typeof import("re2js")).RE2JS.compile(text);
