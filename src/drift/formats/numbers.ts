import { count } from "../../schema/count";
import { countProducts, countsOf, isComplete, newFindings, type Report, type Source } from "../report";

/** `3 entries, 5 products; 2 entries of other origins left out` */
export function extent(source: Source): string {
  const entries = count(source.claims.length, "entry", "entries");
  const compared = `${entries}, ${count(countProducts(source.claims), "product")}`;
  if (source.leftOut === undefined) return compared;
  return `${compared}; ${count(source.leftOut.length, "entry", "entries")} of other origins left out`;
}

/** The whole report in one line of numbers. */
export function summaryLine(report: Report): string {
  const { known, ignored, ...kinds } = countsOf(report);
  const told = list({ ...kinds });
  const { gone = [], unseen = [] } = report.since ?? {};
  const ofBaseline = { "of the baseline gone": gone.length, "of the baseline not compared": unseen.length };
  const quiet = list({ known, ignored, ...ofBaseline });
  const findings = told === "" ? "" : `: ${told}`;
  return `${verdict(report)}${findings} in ${count(report.products, "product")}${quiet === "" ? "" : ` (${quiet})`}`;
}

function verdict(report: Report): string {
  if (!isComplete(report)) return "Not all could be checked";
  return newFindings(report).length > 0 ? "Drift" : "No drift";
}

const list = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${number} ${what}`)
    .join(", ");
