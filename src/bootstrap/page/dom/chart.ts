import type { PageProduct } from "../content";
import { formatted } from "../status";
import { validitiesOf } from "../validities";
import { byId, make } from "./element";

/** Draws how many products there are of each validity. */
export function drawChart(products: readonly PageProduct[]): void {
  const validities = validitiesOf(products);
  byId("validities").hidden = validities.length === 0;
  const most = Math.max(1, ...validities.flatMap(({ byDefault, atMost }) => [byDefault, atMost]));
  byId("bars").replaceChildren(
    ...validities.map(({ label, byDefault, atMost }) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, label),
        make("td", {}, bar("default", byDefault / most), formatted(byDefault)),
        make("td", {}, bar("longest", atMost / most), formatted(atMost)),
      ),
    ),
  );
}

function bar(name: string, share: number): HTMLElement {
  const element = make("span", { class: `bar ${name}`, "aria-hidden": "true" });
  // The policy of the page refuses styles in attributes, but not those that its own script sets.
  element.style.setProperty("--share", String(share));
  return element;
}
