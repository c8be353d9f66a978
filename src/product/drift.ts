import type { CallContext } from "../plugin/provider";
import { printValue } from "../schema/foreign-text";
import { snakeCase } from "../schema/name";
import { type Part, printParts, printSide } from "../schema/part";
import { attributeAt, type Path, printPath } from "../schema/path";
import { Problem } from "../schema/problem";
import { stableText } from "../schema/stable-text";
import type { Difference } from "../schema/walk";
import { type Excess, printBound } from "./bounds";
import type { Product } from "./product";

export const expectPath = attributeAt([], "expect");

/** Further differences are only counted. */
const MAX_SHOWN = 100;
const MAX_TEXT = 1_000;
const MAX_KEYS = 20;

/** Something that is not as expected: as a problem for people, and as rows of `drift` for programs. */
export interface Drift {
  readonly problem: Problem;
  readonly rows: readonly DriftRow[];
}

interface DriftRow {
  readonly productKey: string;
  readonly attribute: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** A value as text: strings as they are, maps as JSON. */
const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : stableText(value);

/** Reports differences as `on_drift` says: as warnings, or as one error. */
export function reportDrift(found: readonly Drift[], onDrift: string | null, warn: CallContext["warn"]): void {
  const problems = found.map(({ problem }) => problem);
  const rest = problems.length - MAX_SHOWN;
  const shown = rest > 0 ? [...problems.slice(0, MAX_SHOWN), more(rest)] : problems;
  if (shown.length > 0 && onDrift !== "warning")
    throw new Problem("not-as-expected", {
      problems: shown,
      reason: `${shown.map(({ summary }) => summary).join("; ")}.`,
    });
  shown.forEach(warn);
}

const more = (rest: number): Problem =>
  new Problem("not-as-expected", {
    path: expectPath,
    summary: `${rest} more differences`,
    reason: `The first ${MAX_SHOWN} are shown.`,
  });

// Terraform folds warnings with the same summary into one: each summary names what it is about.

/** An attribute that is not as expected; `path`: its product's expectations, `at`: the argument to blame. */
export function attributeDrift(product: Product, difference: Difference, path: Path, at?: Path): Drift {
  const { expected, actual } = difference;
  const key = printValue(product.productKey);
  const attribute = difference.attribute.map((name) => ({ attribute: snakeCase(name) }));
  const expectedAt = at ?? [...path, ...attribute];
  const update =
    actual === null
      ? "remove the attribute from expect and name it in expect.nulls"
      : expected === null
        ? "remove the attribute from expect.nulls and write the actual value into expect"
        : "write the actual value into expect";
  return {
    problem: new Problem("not-as-expected", {
      path: expectedAt,
      summary: `Product ${key}: ${printPath(attribute)} is not as expected`,
      reason: `Product ${key}${at ? `: ${printPath(attribute)}` : ""} is not what ${printPath(expectedAt)} says.\n\n${printParts(difference, lines).join("\n")}`,
      remedy: `${advice(update)}${lastUpdate(product)}`,
    }),
    rows: [
      {
        productKey: product.productKey ?? "",
        attribute: printPath(attribute),
        expected: text(expected),
        actual: text(actual),
      },
    ],
  };
}

/** A number that a bound does not admit. */
export function excessDrift(product: Product, { attribute, bound, limit, actual }: Excess): Drift {
  const key = printValue(product.productKey);
  const name = attribute.map((part) => ({ attribute: snakeCase(part) }));
  const path = [{ attribute: snakeCase(bound) }, ...name];
  const expected = printBound({ bound, limit });
  return {
    problem: new Problem("not-as-expected", {
      path,
      summary: `Product ${key}: ${printPath(name)} is not ${expected}`,
      reason: `Product ${key} is not within ${printPath(path)}.\n\n  expected: ${expected}\n  actual:   ${actual}`,
      remedy: `If this was changed on purpose, change the bound, or what relies on it. If it was not, find out who changed it.${lastUpdate(product)}`,
    }),
    rows: [{ productKey: product.productKey ?? "", attribute: printPath(name), expected, actual: text(actual) }],
  };
}

/** Missing and unexpected products; nothing when the keys are the same. */
export function keysDrift(expected: readonly string[], actual: readonly string[]): Drift[] {
  const setOf = (keys: readonly string[]) => new Set(keys.map((key) => key.normalize()));
  const [wanted, found] = [setOf(expected), setOf(actual)];
  const missing = [...wanted].filter((key) => !found.has(key)).sort();
  const unexpected = [...found].filter((key) => !wanted.has(key)).sort();
  if (missing.length + unexpected.length === 0) return [];
  const part = (keys: string[], word: string, limit: number) =>
    keys.length > 0 ? [`${word} ${list(keys, limit)}`] : [];
  const keyCounts = (limit: number) => [...part(missing, "missing", limit), ...part(unexpected, "unexpected", limit)];
  const path = attributeAt(expectPath, "product_keys");
  return [
    {
      problem: new Problem("not-as-expected", {
        path,
        summary: `Other products than expected: ${keyCounts(1).join(", ")}`,
        reason: `The products that match are not those of ${printPath(path)}.\n\n${keyCounts(MAX_KEYS)
          .map((line) => `  ${line}`)
          .join("\n")}`,
        remedy: advice("write the keys of the products that match now into expect"),
      }),
      rows: [...missing.map((key) => keyRow(key, key, null)), ...unexpected.map((key) => keyRow(key, null, key))],
    },
  ];
}

const keyRow = (productKey: string, expected: string | null, actual: string | null): DriftRow => ({
  productKey,
  attribute: "product_key",
  expected,
  actual,
});

/** A product with expectations that does not match. */
export function missingDrift(productKey: string, path: Path): Drift {
  const key = printValue(productKey);
  return {
    problem: new Problem("not-as-expected", {
      path,
      summary: `Product ${key} was expected and does not match`,
      reason: `${printPath(path)} expects something of product ${key}, which is not among the products that match.`,
      remedy: advice("remove it from expect"),
    }),
    rows: [keyRow(productKey, productKey, null)],
  };
}

const advice = (update: string): string =>
  `If this was changed on purpose, ${update}; where expect comes from connect.lock.json, run "npx cdktf-connect lock refresh" and synthesize again. If it was not, find out who changed it.`;

const lastUpdate = ({ updateBy, updateTime }: Product): string => {
  const when = updateTime === null ? "" : `, at ${updateTime}`;
  return updateBy === null ? "" : ` According to the platform, ${printValue(updateBy)} updated it last${when}.`;
};

const list = (keys: readonly string[], limit: number): string => {
  const named = keys.slice(0, limit).map((key) => printValue(key));
  return keys.length > limit ? `${named.join(", ")} and ${keys.length - limit} more` : named.join(", ");
};

/** A part on lines of its own; of a map, under the name of the member. */
function lines({ member, expected, actual }: Part): string {
  const indent = member === undefined ? "  " : "    ";
  const sides = [`expected: ${printSide(expected, MAX_TEXT)}`, `actual:   ${printSide(actual, MAX_TEXT)}`];
  const named = member === undefined ? [] : [`  ${printValue(member)}`];
  return [...named, ...sides.map((side) => `${indent}${side}`)].join("\n");
}
