import type { ProblemCode } from "../../src/schema/problem-codes";

/** What a code means, and what to do. */
export type Explanation = readonly [meaning: string, remedy: string];

/** Codes that belong together on the page. */
export interface Section {
  readonly title: string;
  readonly codes: Readonly<Partial<Record<ProblemCode, Explanation>>>;
}

export const section = <C extends ProblemCode>(title: string, codes: Readonly<Record<C, Explanation>>) => ({
  title,
  codes,
});
