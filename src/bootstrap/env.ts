import { snakeCase } from "../schema/name";
import { type Facts, factNames, factsOf } from "./facts";
import { variableStem } from "./identifier";
import type { Inventory } from "./inventory";
import { markLines, markOf } from "./mark";
import { isUnsafe, oneLine } from "./one-line";

/** An environment of this size leaves programs little room to start: Linux gives arguments and environment 2 MiB together. */
const LARGE = 1024 * 1024;

/**
 * Variables for a POSIX shell, dotenv and docker compose alike: where the platform is, and the facts of each product. What the
 * platform says nothing about has no variable.
 */
export function printEnv(inventory: Inventory, warn: (problem: string) => void): string {
  const products = inventory.products.map(factsOf);
  const line = (name: string, value: string): string => {
    const written = quoted(value);
    if (written !== undefined) return `${name}=${written}\n`;
    const reason = `${name}: left out, because shells, dotenv and docker compose do not agree on any way to write its value`;
    warn(reason);
    return `# ${reason}\n`;
  };
  const block = (facts: Facts): string =>
    `\n# ${oneLine(`${facts.productName ?? ""} (${facts.productKey})`)}\n${factNames
      .filter((name) => facts[name] !== null)
      .map((name) => line(`${variableStem(facts)}_${suffix(name)}`, String(facts[name])))
      .join("")}`;
  const place = Object.entries(inventory.variables).map(([name, value]) => line(name, value));
  const mark = markOf(inventory, { variables: inventory.variables, products });
  const text = [markLines(mark, "#"), "\n", ...place, ...products.map(block)].join("");
  if (text.length > LARGE)
    warn(
      `${products.length} products make an environment of ${Math.round(text.length / LARGE)} MiB, with which most systems start no program: choose some with --where`,
    );
  return text;
}

/** `PRODUCT_…_KEY`, `PRODUCT_…_MODEL_ID`; none ends with another, so that no two products share a variable. */
const suffix = (name: string): string =>
  snakeCase(name)
    .toUpperCase()
    .replace(/^PRODUCT_/, "");

/**
 * A value as all three read it back; undefined where there is no such way. They differ in escapes: dotenv keeps a backslash in double
 * quotes, a shell does not, and compose takes `\'` for a quote even in single ones.
 */
export function quoted(value: string): string | undefined {
  if (isUnsafe(value)) return undefined;
  if (!/["$`\\]/.test(value)) return `"${value}"`;
  return value.includes("'") || value.endsWith("\\") ? undefined : `'${value}'`;
}
