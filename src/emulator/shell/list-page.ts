import type { ListFault } from "./faults";

/** The page that a list is asked for: its first row, counted from 0, and how many rows it has. */
export interface Asked {
  readonly first: number;
  readonly size: number;
}

/** A page: its rows, and the number of all matches as it is sent. */
export interface ListPage<T> {
  readonly rows: readonly T[];
  readonly total: unknown;
}

/** The page of a list, with what a fault makes wrong in it. `before`: the number of matches before the last reload. */
export function pageOf<T>(
  matches: readonly T[],
  { first, size }: Asked,
  fault: ListFault = {},
  before: () => number = () => matches.length,
): ListPage<T> {
  const { shift, extraRows, repeatPage, total, totalError, staleTotal } = fault;
  const start = repeatPage ? 0 : first - (shift ?? 0);
  const end = start + size + (extraRows ?? 0);
  const rows = matches.slice(Math.max(0, start), Math.max(0, end));
  if (total !== undefined) return { rows, total };
  return { rows, total: (staleTotal ? before() : matches.length) + (totalError ?? 0) };
}
