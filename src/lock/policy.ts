import type { Environment } from "../platforms/platform";
import { Problem } from "../schema/problem";

const modes = ["auto", "locked", "refresh", "live", "prune"] as const;

/**
 * `auto`: the lock file wins, what it lacks is read and recorded; `locked`: the lock file or an error, no network;
 * `refresh`: all is read and recorded again; `live`: all is read, the lock file is neither read nor written; `prune`: as `auto`, and in
 * the end the lock file keeps only what the program asked for.
 */
export type Mode = (typeof modes)[number];

/** What a synth may take from the lock file and what it reads from the platform. */
export interface LookupPolicy {
  readonly mode: Mode;
  /** days after which a recorded value counts no more; null: never */
  readonly maxAge: number | null;
}

/** The environment's wish; where there is none, `locked` in CI and `auto` elsewhere. */
export function lookupPolicy(environment: Environment): LookupPolicy {
  const { CONNECT_LOOKUPS: wish, CONNECT_LOOKUPS_MAX_AGE: age, CI } = environment;
  const mode = modes.find((known) => known === (wish || (isOn(CI) ? "locked" : "auto")));
  if (mode === undefined)
    throw invalid(`CONNECT_LOOKUPS must be one of ${modes.join(", ")}; it is ${JSON.stringify(wish)}.`);
  if (!age) return { mode, maxAge: null };
  if (!/^\d+(\.\d+)?$/.test(age))
    throw invalid(`CONNECT_LOOKUPS_MAX_AGE must be a number of days; it is ${JSON.stringify(age)}.`);
  return { mode, maxAge: Number(age) };
}

const invalid = (reason: string): Problem => new Problem("variable-invalid", { reason });

const DAY_MS = 86_400_000;

/** Whole days since a value was first seen as it is; a clock that was set back makes none. */
export const ageInDays = ({ fetchedAt }: { readonly fetchedAt: string }): number =>
  Math.max(0, Math.floor((Date.now() - Date.parse(fetchedAt)) / DAY_MS));

/** Whether a value is older than so many days; null: it never is. */
export const isOlder = ({ fetchedAt }: { readonly fetchedAt: string }, maxAge: number | null): boolean =>
  maxAge !== null && Date.now() - Date.parse(fetchedAt) > maxAge * DAY_MS;

const isOn = (value: string | undefined): boolean => !["", "0", "false"].includes((value ?? "").toLowerCase());
