import type { Comparison, Content } from "../content";
import { differing } from "../marks";
import { rowsOf } from "../rows";
import { matcher } from "../search";
import { columns, type Order, sortRows } from "../sort";
import { formatted, statusOf } from "../status";
import { drawChart } from "./chart";
import { byId, dataOf } from "./element";
import { drawHead } from "./head";
import { TableBody } from "./table";

const content = dataOf<Content>("products") as Content;
const comparisons = ["expected", "recorded"]
  .map((id) => dataOf<Comparison>(id))
  .filter((comparison) => comparison !== undefined);
const rows = rowsOf(content, comparisons);
const table = new TableBody();
const search = byId<HTMLInputElement>("search");
const onlyMarked = byId<HTMLInputElement>("only-marked");
const marked = differing(rows).length;

let order: Order = { column: "name", descending: false };
let sorted = sortRows(rows, order);

// Exported, because the bundler takes a file without exports for CommonJS, and wraps each module that it imports.
export function show(): void {
  const matches = matcher(search.value);
  const shown = sorted.filter(({ text, marks }) => matches(text) && (!onlyMarked.checked || marks.length > 0));
  table.show(shown);
  drawChart(shown.filter(({ isAbsent }) => !isAbsent).map(({ product }) => product));
  byId("status").textContent = statusOf({
    rows: shown.length,
    total: rows.length,
    absent: rows.filter(({ isAbsent }) => isAbsent).length,
    search: search.value,
    onlyMarked: onlyMarked.checked,
  });
}

for (const column of columns) {
  const header = byId(`by-${column}`);
  header.querySelector("button")?.addEventListener("click", () => {
    byId(`by-${order.column}`).removeAttribute("aria-sort");
    order = { column, descending: order.column === column && !order.descending };
    header.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
    sorted = sortRows(rows, order);
    show();
  });
}

search.addEventListener("input", show);
onlyMarked.addEventListener("change", show);
byId("marked").hidden = comparisons.length === 0;
byId("marked-count").textContent = formatted(marked);
drawHead(content, comparisons);
// Browsers keep what was typed when a page is loaded again.
show();
