import { hasInvisible } from "../schema/foreign-text";
import { snakeCase } from "../schema/name";
import { type Facts, factNames, factsOf } from "./facts";
import { variableStem } from "./identifier";
import type { Inventory } from "./inventory";
import { markLines, markOf } from "./mark";
import { oneLine } from "./one-line";

/** A larger environment leaves little room to start programs: Linux limits arguments and environment to 2 MiB together. */
const LARGE = 1024 * 1024;

/**
 * Variables for shells and for programs that read `.env` files: the address of the platform, and the facts of each product. A fact
 * without a value has no variable.
 */
export function printEnv(inventory: Inventory, warn: (problem: string) => void): string {
  const products = inventory.products.map(factsOf);
  const line = (name: string, value: string): string => {
    const written = dotenvValue(value);
    if (written !== undefined) return `${name}=${written}\n`;
    const reason = `${name}: left out, because some readers of .env files would change its value or run commands in it`;
    warn(reason);
    return `# ${reason}\n`;
  };
  const block = (facts: Facts): string =>
    `\n# ${oneLine(`${facts.productName ?? ""} (${facts.productKey})`)}\n${factNames
      .filter((name) => facts[name] !== null)
      .map((name) => line(`${variableStem(facts)}_${suffix(name)}`, String(facts[name])))
      .join("")}`;
  const variables = Object.entries(inventory.variables).map(([name, value]) => line(name, value));
  const mark = markOf(inventory, { variables: inventory.variables, products });
  const text = [markLines(mark, "#"), "\n", ...variables, ...products.map(block)].join("");
  if (text.length > LARGE)
    warn(
      `${products.length} products need an environment of ${Math.round(text.length / LARGE)} MiB, with which most systems cannot start programs: select fewer with --where`,
    );
  return text;
}

/** `PRODUCT_…_KEY`, `PRODUCT_…_MODEL_ID`; none ends with another, so that no two products share a variable. */
const suffix = (name: string): string =>
  snakeCase(name)
    .toUpperCase()
    .replace(/^PRODUCT_/, "");

/** Values that need no quotes: `docker run --env-file` keeps quotes as part of the value. */
const simple = /^[A-Za-z0-9_./:@-]*$/;
/** dotenvx and dotenv-expand decrypt values with this prefix. */
const encrypted = /^encrypted:/i;

/**
 * A value in a spelling that sh, bash, dotenv, dotenv-expand, docker compose, Node's --env-file, python-dotenv and systemd read alike,
 * without running or expanding anything; undefined if there is none. In single quotes dotenv-expand still runs `$(…)` and expands `${…}`;
 * a backslash is an escape for some of them in either kind of quotes.
 */
export function dotenvValue(value: string): string | undefined {
  if (encrypted.test(value)) return undefined;
  if (simple.test(value)) return value;
  if (hasInvisible(value) || /[$`\\]/.test(value)) return undefined;
  if (!value.includes('"')) return `"${value}"`;
  return value.includes("'") ? undefined : `'${value}'`;
}
