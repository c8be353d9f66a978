import { type Entries, updateLock } from "../../lock/lock-file";
import { printQuery } from "../../reader/query";
import { count } from "../../schema/count";
import { Problem } from "../../schema/problem";
import { stableText } from "../../schema/stable-text";
import { keysAsked } from "../../synth/asked";
import { FINE } from "../exit-code";
import { print } from "../output";
import { shown } from "./file";

/**
 * `lock prune`: removes what the last synth did not ask for. One file holds development and production, and a synth asks for one of
 * them: entries of other origins are kept, unless `everywhere` is set.
 */
export function pruneLock(file: string, everywhere: boolean, asJson: boolean): number {
  const asked = keysAsked(file);
  if (asked === undefined)
    throw new Problem("nothing-compared", {
      summary: "No synth recorded",
      reason: `No completed synth has used ${file} yet, so what it needs is not known.`,
      remedy: "Synthesize (npx cdktf synth), then prune.",
    });
  let removed: Entries = new Map();
  let elsewhere = 0;
  updateLock(file, (entries) => {
    const visited = new Set([...asked].map((key) => stableText(JSON.parse(key).origin)));
    const unasked = [...entries].filter(([key]) => !asked.has(key));
    removed = new Map(unasked.filter(([, { origin }]) => everywhere || visited.has(stableText(origin))));
    elsewhere = unasked.length - removed.size;
    return new Map([...entries].filter(([key]) => !removed.has(key)));
  });
  print(asJson ? json(file, removed, elsewhere) : text(file, removed, elsewhere));
  return FINE;
}

const json = (file: string, removed: Entries, elsewhere: number): string =>
  `${JSON.stringify({ version: 1, file, removed: [...removed.values()].map(({ origin, query }) => ({ origin, query })), keptOfOtherPlaces: elsewhere }, null, 2)}\n`;

function text(file: string, removed: Entries, elsewhere: number): string {
  const lines = [...removed.values()].map(({ origin, query }) => `removed ${printQuery(origin, query)}\n`);
  if (lines.length === 0) lines.push(`${shown(file)}: nothing to remove\n`);
  if (elsewhere > 0)
    lines.push(
      `kept ${count(elsewhere, "entry", "entries")} of origins that the last synth did not read (--everywhere removes them, too)\n`,
    );
  return lines.join("");
}
