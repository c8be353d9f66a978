import type { Comparison, Content } from "../content";
import { counted } from "../status";
import { byId, foreign, make } from "./element";

/** Says what is listed, where it was read, and what it was compared with. */
export function drawHead({ title, origin, query, products }: Content, comparisons: readonly Comparison[]): void {
  document.title = `IoT products on ${title}`;
  byId("title").replaceChildren(`${counted(products.length)} on `, foreign(title));
  byId("facts").replaceChildren(
    ...Object.entries(origin).flatMap(([name, value]) => fact(name, foreign(value))),
    ...(query === null ? [] : fact("those that match", foreign(query))),
    ...comparisons.flatMap(({ file, marks }) => fact("compared with", foreign(file), `: ${found(marks)}`)),
  );
}

const fact = (name: string, ...value: readonly (Node | string)[]): Node[] => [
  make("div", {}, make("dt", {}, foreign(name)), make("dd", {}, ...value)),
];

function found(marks: Comparison["marks"]): string {
  const products = new Set(marks.map(({ productKey }) => productKey)).size;
  return products === 0 ? "no difference" : `${counted(products)} ${products === 1 ? "differs" : "differ"}`;
}
