import { parseExpression } from "../../src/emulator/enos/expression";
import { tokenize } from "../../src/emulator/enos/expression-tokens";
import type { WireProduct } from "../../src/emulator/enos/seed";
import { splitWhere } from "../../src/platforms/enos/expression";
import { checkQuotable } from "../../src/product/check-text";
import type { ProductWhere } from "../../src/product/source";
import { isProblem } from "../../src/schema/problem";
import { fc, fuzz } from "../support/fuzz";

/** Texts that would leave their quotes, and some that products have. */
const value = fc.oneof(
  fc.constantFrom("M1", "M2", "meter", "电", "", 'a" or "', "' or modelId = 'M1", '") or ("', "x) or (y", "and", "('"),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        "(",
        ")",
        ",",
        "=",
        " or ",
        " and ",
        "not exists(productTags.a)",
        "modelId",
        "M1",
        "\\",
        "\n",
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join("")),
);
const tagKey = fc.oneof(
  fc.constantFrom("site", "a_1", "x-y", "__proto__", "toString", "k = 'v' or x"),
  fc.string({ maxLength: 5 }),
);
const locales = fc.subarray(["ja_JP", "es_ES"]);
const maybe = <T>(cases: fc.Arbitrary<T>) => fc.option(cases, { freq: 2 });

const where: fc.Arbitrary<ProductWhere> = fc.record({
  productKeys: maybe(fc.array(value, { minLength: 1, maxLength: 4 })),
  modelId: maybe(value),
  nameContains: maybe(value),
  tags: maybe(fc.array(fc.tuple(tagKey, value), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs))),
});

const product: fc.Arbitrary<WireProduct> = fc.record({
  orgId: fc.constant("o1"),
  productKey: value,
  modelId: maybe(value),
  productTags: maybe(fc.array(fc.tuple(tagKey, value), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs))),
  productName: fc.record({
    defaultValue: value,
    i18nValue: fc.record({ zh_CN: value, ja_JP: value }, { requiredKeys: [] }),
  }),
}) as never;

/** What the filters that are sent mean, said once more. */
function isMeant(
  { productKeys, modelId, nameContains, tags }: ProductWhere,
  searched: readonly string[],
  row: WireProduct,
) {
  const names = ["zh_CN", ...searched].map((locale) => {
    const own = row.productName?.i18nValue;
    return (own && Object.hasOwn(own, locale) ? own[locale] : "") || row.productName?.defaultValue;
  });
  const part = nameContains?.toLowerCase();
  return (
    (!productKeys || productKeys.includes(row.productKey ?? "")) &&
    ((modelId ?? null) === null || row.modelId === modelId) &&
    (part === undefined ||
      [row.productName?.defaultValue, ...names].some((name) => name?.toLowerCase().includes(part))) &&
    Object.entries(tags ?? {})
      .filter(([key]) => /^[A-Za-z0-9_]+$/.test(key))
      .every(([key, wanted]) => {
        const own = row.productTags;
        return own && Object.hasOwn(own, key) && own[key] === wanted;
      })
  );
}

const textsOf = ({ productKeys, modelId, nameContains, tags }: ProductWhere): string[] =>
  [...(productKeys ?? []), modelId, nameContains, ...Object.values(tags ?? {})].filter(
    (text) => typeof text === "string",
  );

/** The expression; undefined where a value cannot be sent, which must be said of a value that cannot. */
function expressionOf(
  wanted: ProductWhere,
  own: string | null,
  searched: readonly string[],
): string | null | undefined {
  try {
    return splitWhere(wanted, own, searched).expression;
  } catch (error) {
    expect(isProblem(error, "filter-unusable")).toBe(true);
    return undefined;
  }
}

const all = () => true;

fuzz("what is sent for a filter finds what the filter means", {
  cases: fc.tuple(where, locales, fc.array(product, { maxLength: 6 })),
  check: ([wanted, searched, rows]) => {
    const expression = expressionOf(wanted, null, searched);
    const unsendable = textsOf(wanted).some((text) => checkQuotable(text) !== undefined);
    // A value of a tag that is not sent may be any text.
    if (expression === undefined) return expect(unsendable).toBe(true);
    const matches = expression === null ? all : parseExpression(expression);
    expect(rows.filter(matches)).toEqual(rows.filter((row) => isMeant(wanted, searched, row)));
  },
  runs: 600,
});

const plainOf = (text: string): string => (typeof text === "string" ? "x" : text);

fuzz("no value of a filter changes the structure of what is sent", {
  cases: fc.tuple(where, locales),
  check: ([wanted, searched]) => {
    const expression = expressionOf(wanted, null, searched);
    if (expression === undefined || expression === null) return;
    const { productKeys, modelId, nameContains, tags } = wanted;
    const plain: ProductWhere = {
      productKeys: productKeys?.map(plainOf),
      modelId: modelId === null ? null : "x",
      nameContains: nameContains === null ? null : "x",
      tags: tags && Object.fromEntries(Object.keys(tags).map((key) => [key, "x"])),
    };
    const structure = (text: string) =>
      tokenize(text).map(({ kind, value: word }) => (kind === "text" ? "text" : word));
    expect(structure(expression)).toEqual(structure(String(splitWhere(plain, null, searched).expression)));
  },
  runs: 400,
});
