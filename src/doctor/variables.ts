import { distance } from "fastest-levenshtein";
import { variableName } from "../platforms/configuration";
import { connectionAttributes } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Environment } from "../platforms/platform";
import { type Check, warning } from "./check";

/** Everything of ours that is read somewhere. */
const known: readonly string[] = [
  ...platforms.flatMap((platform) => Object.keys(platform.settings).map((name) => variableName(platform, name))),
  ...Object.keys(connectionAttributes).map((name) => variableName(null, name)),
  "CONNECT_LOOKUPS",
  "CONNECT_LOOKUPS_MAX_AGE",
];

/** Variables that look like ours and that nothing here reads: a line where there are any. Their values are not shown. */
export function variablesCheck(environment: Environment): Check[] {
  const unread = Object.keys(environment).filter((name) => name.startsWith("CONNECT_") && !known.includes(name));
  if (unread.length === 0) return [];
  const hints = unread.map((name) => `${name} (did you mean ${nearest(name)}?)`);
  const outcome = warning(
    `Unknown ${hints.length === 1 ? "variable" : "variables"} ${hints.join(", ")}.`,
    "Correct the names; ignore this if another program uses them.",
  );
  return [{ id: "variables", title: "variables", run: () => outcome }];
}

const nearest = (name: string): string =>
  known.reduce((best, each) => (distance(name, each) < distance(name, best) ? each : best));
