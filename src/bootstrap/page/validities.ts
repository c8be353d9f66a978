import type { PageProduct } from "./content";

type Days = Pick<PageProduct, "defaultValidDay" | "maxValidDay">;

/** How many products have a validity of their certificates. */
export interface Validity {
  /** `365`, `366–730`, `none` */
  readonly label: string;
  readonly byDefault: number;
  readonly atMost: number;
}

/** More different numbers are shown as ranges. */
const MOST_LINES = 12;

/** The upper ends of the ranges: a month, a quarter, half a year, and years. */
const ends = [30, 90, 180, 365, 730, 1095, 1825, 3650];

/** How many products there are of each validity, or of each range; those without one last. Empty if no product has any. */
export function validitiesOf(products: readonly Days[]): Validity[] {
  const defaults = products.map(({ defaultValidDay }) => defaultValidDay);
  const most = products.map(({ maxValidDay }) => maxValidDay);
  const days = [...new Set([...defaults, ...most])].filter((day) => day !== null).sort((a, b) => a - b);
  if (days.length === 0) return [];
  const lines = days.length <= MOST_LINES ? days.map(exactly) : ranges();
  return [...lines, { label: "none", holds: (day: number | null) => day === null }]
    .map(({ label, holds }) => ({
      label,
      byDefault: defaults.filter(holds).length,
      atMost: most.filter(holds).length,
    }))
    .filter(({ byDefault, atMost }) => byDefault + atMost > 0);
}

const exactly = (days: number) => ({ label: String(days), holds: (day: number | null) => day === days });

const ranges = () =>
  [...ends, Number.POSITIVE_INFINITY].map((end, index) => {
    const start = ends[index - 1];
    const label =
      start === undefined ? `up to ${end}` : end === Number.POSITIVE_INFINITY ? `over ${start}` : `${start + 1}–${end}`;
    return {
      label,
      holds: (day: number | null) => day !== null && day <= end && day > (start ?? Number.NEGATIVE_INFINITY),
    };
  });
