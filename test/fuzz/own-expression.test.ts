import { ExpressionError, parseExpression } from "../../src/emulator/enos/expression";
import type { WireProduct } from "../../src/emulator/enos/seed";
import { splitWhere } from "../../src/platforms/enos/expression";
import type { ProductWhere } from "../../src/product/source";
import { isProblem } from "../../src/schema/problem";
import { fc, fuzz } from "../support/fuzz";

const pieces = [
  "modelId = 'M1'",
  'productKey in ("M1","M2")',
  "exists(productTags.site)",
  "(",
  ")",
  " or ",
  " and ",
  "not ",
  "'",
  '"',
  "\\",
  " ",
];
const term = fc
  .tuple(fc.constantFrom("", "", "("), fc.constantFrom(...pieces.slice(0, 3)), fc.constantFrom("", "", ")"))
  .map((parts) => parts.join(""));
/** Some of them would close the parentheses that are put around them: `a) or (b`. */
const terms = fc
  .array(term, { minLength: 1, maxLength: 4 })
  .chain((all) => fc.constantFrom(" or ", " and ", ") or (").map((between) => all.join(between)));
const written = fc.oneof(
  terms,
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 }).map((parts) => parts.join("")),
);

const few = fc.constantFrom("M1", "M2");
const narrow: fc.Arbitrary<ProductWhere> = fc.oneof(
  fc.record({ modelId: few }),
  fc.record({ productKeys: fc.array(few, { minLength: 1, maxLength: 2 }), modelId: fc.option(few) }),
);
const known: fc.Arbitrary<WireProduct> = fc.record({
  productKey: few,
  modelId: few,
  productTags: fc.record({ site: few }, { requiredKeys: [] }),
}) as never;

/** Both together; undefined where the practitioner's own text is refused. */
function joined(wanted: ProductWhere, own: string): string | undefined {
  try {
    return String(splitWhere(wanted, own).expression);
  } catch (error) {
    expect(isProblem(error, "filter-unusable")).toBe(true);
    return undefined;
  }
}

function isUnderstood(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

fuzz("an expression of a practitioner never widens what the filters beside it allow", {
  cases: fc.tuple(written, narrow, fc.array(known, { maxLength: 6 })),
  check: ([own, wanted, rows]) => {
    const alone = String(splitWhere(wanted, null).expression);
    const expression = joined(wanted, own);
    if (expression === undefined) return;
    const matches = own.trim() === "" ? () => true : isUnderstood(own) && parseExpression(own);
    expect(isUnderstood(expression)).toBe(matches !== false);
    if (matches === false) return;
    expect(rows.filter(parseExpression(expression))).toEqual(rows.filter(parseExpression(alone)).filter(matches));
  },
  runs: 600,
});

const tokens = [
  ...pieces,
  "modelId",
  "productKey",
  "productTags.k",
  "productName",
  "productName.zh_CN",
  "=",
  "in",
  "like",
  "exists",
  ",",
  "'M1'",
  "!=",
  "\0",
  "🙂",
  "\ud800",
  "7",
];

fuzz("any pieces are either understood or refused", {
  cases: fc.tuple(
    fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 9 }),
    fc.constantFrom("", " "),
    known,
  ),
  check: ([parts, between, row]) => {
    try {
      expect(typeof parseExpression(parts.join(between))(row)).toBe("boolean");
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
    }
  },
  runs: 1000,
});
