import { namesOf } from "./names";
import type { Row } from "./rows";

export const columns = ["name", "productKey", "modelId", "productType", "defaultValidDay", "maxValidDay"] as const;
export type Column = (typeof columns)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

type Compare = (a: string, b: string) => number;

/** Texts as readers of the browser's language sort them; numbers in them by their values. */
export const readersOrder: Compare = new Intl.Collator(undefined, { numeric: true }).compare;

/** The rows in an order. A row without a value is at the end of both directions, equal ones are in the order of their keys. */
export function sortRows(rows: readonly Row[], { column, descending }: Order, compare = readersOrder): Row[] {
  const keyed = rows.map((row) => ({ row, value: sortedBy(row, column) }));
  const sign = descending ? -1 : 1;
  return keyed
    .sort(({ row: a, value: x }, { row: b, value: y }) => {
      if (x !== y && (x === null || y === null)) return x === null ? 1 : -1;
      const difference = typeof x === "number" ? x - (y as number) : x === null ? 0 : compare(x, y as string);
      return sign * difference || (a.product.productKey < b.product.productKey ? -1 : 1);
    })
    .map(({ row }) => row);
}

const sortedBy = ({ product }: Row, column: Column): string | number | null =>
  column === "name" ? (namesOf(product)[0]?.text ?? null) : product[column];
