import { existsSync } from "node:fs";
import { isLeft, scratchOf } from "../files/exclusive";
import { refreshCommand } from "../lock/commands";
import { type Entry, isComplete } from "../lock/entry";
import { readLock } from "../lock/lock-file";
import { lockFileFor, lockFilesBeside } from "../lock/lock-location";
import { ageInDays, isOlder, type LookupPolicy, lookupPolicy } from "../lock/policy";
import { blockChoosing } from "../platforms/configuration";
import type { Environment, Platform } from "../platforms/platform";
import { idOf, keyOf } from "../reader/query";
import { resolveOrigin } from "../reader/target";
import { attempt } from "../schema/attempt";
import { count } from "../schema/count";
import { stableText } from "../schema/stable-text";
import { type Check, failed, ok, skipped, warning } from "./check";

/** Whether values recorded at synth time can be read, and how old they are. */
export const lookupsCheck = (environment: Environment, directory: string, chosen?: Platform): Check => ({
  id: "lookups",
  title: "connect.lock.json",
  run: () => {
    const policy = lookupPolicy(environment);
    const { mode, maxAge } = policy;
    const file = lockFileFor(directory);
    const scratch = scratchOf(file);
    const entries = [...readLock(file).values()];
    if (existsSync(scratch) && isLeft(scratch))
      return warning(
        `${scratch} was left by a process that did not end well.`,
        "Remove it; the next one that writes the lock file does so too.",
      );
    if (!existsSync(file))
      return skipped(`There is none (${file}): nothing was recorded at synth time.${others(file)}`);
    const unusable = entries.filter((entry) => isOlder(entry, maxAge) || !isComplete(entry));
    const told = `${describe(entries, environment, chosen)} in ${file}; a synth here is ${mode}`;
    if (unusable.length === 0 || mode === "refresh" || mode === "live") return ok(told);
    if (mode !== "locked") return ok(`${told} and reads ${trouble(unusable, policy)} again`);
    const ids = unusable.map(({ origin, query }) => idOf(keyOf(origin, query)));
    return failed(
      `${told} and may not use ${trouble(unusable, policy)}.`,
      `Run "${refreshCommand(ids, maxAge)}" where the platform can be read, and commit the file.`,
    );
  },
});

function others(file: string): string {
  const below = lockFilesBeside(file);
  return below.length === 0 ? "" : ` Below it there is ${below.slice(0, 3).join(", ")}.`;
}

/** `2 of them (1 older than CONNECT_LOOKUPS_MAX_AGE = 30, 1 recorded by a version that knew fewer attributes)` */
function trouble(unusable: readonly Entry[], { maxAge }: LookupPolicy): string {
  const old = unusable.filter((entry) => isOlder(entry, maxAge)).length;
  const fewer = unusable.length - old;
  const reasons = [
    old > 0 ? `${old} older than CONNECT_LOOKUPS_MAX_AGE = ${maxAge}` : "",
    fewer > 0 ? `${fewer} recorded by a version that knew fewer attributes` : "",
  ];
  return `${unusable.length} of them (${reasons.filter((reason) => reason !== "").join(", ")})`;
}

function describe(entries: readonly Entry[], environment: Environment, chosen: Platform | undefined): string {
  const all = count(entries.length, "entry", "entries");
  if (entries.length === 0) return all;
  const days = Math.max(...entries.map(ageInDays));
  const age = `the oldest ${count(days, "day")} old`;
  // Unknown where the environment does not say it.
  const here = attempt(() => stableText(resolveOrigin(blockChoosing(chosen), environment)));
  const elsewhere = here === undefined ? 0 : entries.filter(({ origin }) => stableText(origin) !== here).length;
  return `${all}, ${age}${elsewhere === 0 ? "" : `, ${elsewhere} of other origins than the configured one`}`;
}
