import { readFileSync } from "node:fs";
import { readCatalogue } from "../../bootstrap/read-catalogue";
import type { Claim } from "../../drift/claim";
import { claimsOf } from "../../drift/recorded";

/** Where bootstrap states a product: one line for each. */
const fact = /^export const [^\s=]+ = \{"productKey":("(?:[^"\\]|\\.)*")/;

/** Claims of a TypeScript catalogue that `bootstrap` wrote. Throws an explained error. */
export function claimsOfCatalogue(file: string): Claim[] {
  const text = readFileSync(file, "utf8");
  let lines: ReadonlyMap<string, number> | undefined;
  return claimsOf(readCatalogue(text, file), (_, key = "") => {
    lines ??= linesOf(text);
    return { file, line: lines.get(key) ?? 1 };
  });
}

const linesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text.split("\n").flatMap((line, index): [string, number][] => {
      const [, key] = fact.exec(line) ?? [];
      return key === undefined ? [] : [[JSON.parse(key), index + 1]];
    }),
  );
