import type { Comparison, Content, Mark, PageProduct } from "./content";
import { namesOf } from "./names";
import { fold } from "./search";

/** A mark with the file that it is from. */
export interface FileMark extends Mark, Pick<Comparison, "file" | "verb"> {}

/** A line of the table. */
export interface Row {
  readonly product: PageProduct;
  readonly marks: readonly FileMark[];
  /** a file says that there is such a product, and the platform has none */
  readonly isAbsent: boolean;
  /** what a search looks in */
  readonly text: string;
}

/** The products, and those that a file names and the platform does not have. */
export function rowsOf({ products }: Content, comparisons: readonly Comparison[]): Row[] {
  const marks = new Map<string, FileMark[]>();
  const absent = new Map<string, PageProduct>();
  for (const { file, verb, marks: all } of comparisons)
    for (const mark of all) {
      const known = marks.get(mark.productKey);
      if (known) known.push({ ...mark, file, verb });
      else marks.set(mark.productKey, [{ ...mark, file, verb }]);
      if (mark.kind === "absent" && mark.product) absent.set(mark.productKey, mark.product);
    }
  const rowOf =
    (isAbsent: boolean) =>
    (product: PageProduct): Row => {
      const own = marks.get(product.productKey) ?? [];
      return { product, marks: own, isAbsent, text: searchable(product, own) };
    };
  return [...products.map(rowOf(false)), ...[...absent.values()].map(rowOf(true))];
}

const searchable = (product: PageProduct, marks: readonly FileMark[]): string =>
  [
    ...namesOf(product).flatMap(({ text, locales }) => [text, ...locales]),
    ...[product.productKey, product.modelId, product.productType, product.defaultValidDay, product.maxValidDay],
    ...marks.flatMap(({ attribute, expected }) => [attribute, spell(expected)]),
  ]
    .map((part) => fold(String(part ?? "")))
    .join("\n");

/** A value of a mark, for people. */
export function spell(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? value : JSON.stringify(value);
}
