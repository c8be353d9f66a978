/** What the table shows. */
export interface Shown {
  readonly rows: number;
  readonly total: number;
  /** of the total: those that only a file names */
  readonly absent: number;
  readonly search: string;
  /** whether only rows with marks are wanted */
  readonly onlyMarked: boolean;
}

/** The language of the page, not of its reader. */
export const formatted = new Intl.NumberFormat("en").format;

/** How many products there are, or match, in one sentence. */
export function statusOf({ rows, total, absent, search, onlyMarked }: Shown): string {
  if (total === 0) return "No products";
  const words = search.trim();
  if (words === "" && !onlyMarked) {
    const without = absent === 0 ? "" : `, ${formatted(absent)} of them not on the platform`;
    return `${counted(total)}${without}`;
  }
  const what = [...(words === "" ? [] : [`match “${words}”`]), ...(onlyMarked ? ["differ"] : [])].join(" and ");
  return `${rows === 0 ? "None" : formatted(rows)} of ${counted(total)} ${what}`;
}

export const counted = (count: number): string => `${formatted(count)} ${count === 1 ? "product" : "products"}`;
