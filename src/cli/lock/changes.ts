import { changesOf } from "../../drift/examine";
import { type Answer, productsIn } from "../../lock/entry";
import type { Refreshed } from "../../lock/refresh";
import type { Product } from "../../product/product";
import { printQuery } from "../../reader/query";
import { atMost } from "../../schema/at-most";
import { count } from "../../schema/count";
import { oneLine, printValue } from "../../schema/foreign-text";
import type { Paint } from "../../schema/paint";
import { printPart, printParts, printSide } from "../../schema/part";
import { shown } from "./file";

/** Changed entries, and changes of one entry, that are shown unless all are wanted. */
const MOST_SHOWN = 20;

interface Paper {
  readonly verbose?: boolean;
  readonly paint: Paint;
}

export const isChanged = ({ before, after }: Refreshed): boolean => before !== after;

/** What `lock refresh` did, for people. */
export function printRefreshed(file: string, refreshed: ReadonlyMap<string, Refreshed>, { verbose, paint }: Paper) {
  const most = verbose ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const changed = [...refreshed.values()].filter(isChanged);
  const blocks = changed.map((entry) =>
    [
      oneLine(printQuery(entry.after.origin, entry.after.query)),
      ...atMost(
        most,
        differences(entry, paint),
        (rest) => `  … and ${count(rest, "more change")}; --verbose shows each`,
      ),
    ].join("\n"),
  );
  return [
    ...atMost(most, blocks, (rest) => `… and ${count(rest, "more entry", "more entries")}; --verbose shows each`),
    `${oneLine(shown(file))}: ${changed.length} of ${refreshed.size} entries changed`,
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function differences({ before, after }: Refreshed, paint: Paint): string[] {
  const [old, now] = [byKey(before?.value), byKey(after.value)];
  const product = (key: string): string => `product ${printValue(key)}`;
  const gone = [...old.keys()].filter((key) => !now.has(key)).map((key) => paint("bad", `  - ${product(key)}`));
  const come = [...now.keys()].filter((key) => !old.has(key)).map((key) => paint("good", `  + ${product(key)}`));
  const changed = [...now].flatMap(([key, value]) =>
    changesOf(old.get(key) ?? {}, value, true).flatMap((change) => {
      const attribute = `${"product" in after.query ? "" : `${product(key)}: `}${change.attribute.join(".")}`;
      return printParts(
        change,
        (part) => `${printPart(attribute, part)}: ${printSide(part.expected)} → ${printSide(part.actual)}`,
      ).map((line) => paint("doubtful", `  ~ ${line}`));
    }),
  );
  const told = [...gone, ...come, ...changed];
  return told.length > 0 ? told : ["  same value, new time or order"];
}

const byKey = (value: Answer | undefined): Map<string, Product> =>
  new Map(productsIn(value ?? null).map((product) => [product.productKey ?? "", product]));
