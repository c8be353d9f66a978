import type { Claim, ClaimedProduct } from "../drift/claim";
import type { Finding } from "../drift/finding";
import type { Product } from "../product/product";
import { partsOf, printPart } from "../schema/part";
import { sorted, stableText } from "../schema/stable-text";
import { factsOf } from "./facts";
import type { Mark, PageProduct } from "./page/content";

/** What a page lists of a product. */
export const pageProductOf = (product: Product): PageProduct => ({
  ...factsOf(product),
  localizedNames: sorted(product.localizedNames) as PageProduct["localizedNames"],
});

/** What a page says about findings, each once: several entries of a lock file may hold the same product. */
export function marksOf(findings: readonly Finding[], claims: readonly Claim[]): Mark[] {
  const expected = new Map(
    claims.flatMap(({ products }) => [...products]).map(([key, { expected }]) => [key, expected]),
  );
  const marks = findings.flatMap((finding) => marksOfFinding(finding, expected));
  return [...new Map(marks.map((mark) => [stableText(mark), mark])).values()];
}

type ExpectedProducts = ReadonlyMap<string, ClaimedProduct["expected"]>;

function marksOfFinding(
  { kind, productKey = "", attribute = "", expected, actual, summary }: Finding,
  products: ExpectedProducts,
): Mark[] {
  switch (kind) {
    case "changed":
      return partsOf({ expected, actual }).map((part) => ({
        productKey,
        kind,
        attribute: printPart(attribute, part),
        ...(part.expected !== undefined && { expected: part.expected }),
        ...(part.actual !== undefined && { actual: part.actual }),
      }));
    case "absent":
      return [{ productKey, kind, product: expectedProduct(productKey, products) }];
    case "extra":
      return [{ productKey, kind }];
    default:
      return [{ productKey, kind: "unchecked", reason: summary }];
  }
}

/** What a file says of a product, null where it says nothing. */
function expectedProduct(productKey: string, products: ExpectedProducts): PageProduct {
  const {
    productName = null,
    localizedNames = null,
    modelId = null,
    productType = null,
    defaultValidDay = null,
    maxValidDay = null,
  } = products.get(productKey) ?? {};
  return { productKey, productName, localizedNames, modelId, productType, defaultValidDay, maxValidDay };
}
