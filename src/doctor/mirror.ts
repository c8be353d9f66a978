import { readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { providerPackage } from "../mirror/package";
import type { Environment } from "../platforms/platform";
import { oneLine } from "../schema/foreign-text";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";
import { NO_ENGINE, type Verdicts } from "./cli-configuration";
import { firstError } from "./diagnostics";
import { copyLock, LOCK, withTrial } from "./trial";
import { type WorkingDirectories, workingDirectories } from "./working-directories";

/** What an engine makes of a working directory. */
interface Examined {
  readonly mirror: Outcome;
  readonly lock: Outcome;
}

/** Whether an engine finds the provider where it runs for this directory, and accepts the lock file. Nothing is written here. */
export function mirrorChecks(verdicts: Verdicts, environment: Environment, directory: string): Check[] {
  let examined: Promise<Examined> | undefined;
  const ask = () => {
    examined ??= examineAll(verdicts, environment, directory);
    return examined;
  };
  return [
    { id: "mirror", title: "mirror", run: async () => (await ask()).mirror },
    { id: "dependency_lock", title: LOCK, run: async () => (await ask()).lock },
  ];
}

const both = (outcome: Outcome): Examined => ({ mirror: outcome, lock: outcome });

async function examineAll(verdicts: Verdicts, environment: Environment, directory: string): Promise<Examined> {
  const places = workingDirectories(directory);
  if (places.reason !== undefined) return both(skipped(places.reason));
  const all = await verdicts();
  if (all.length === 0) return both(NO_ENGINE);
  const program = all.find(({ installs }) => installs)?.program;
  if (program === undefined) return both(skipped('Not checked: see "CLI configuration".'));
  const results: Examined[] = [];
  for (const { path } of places.directories)
    results.push(await examineOne(program, environment, path, remedyFor(places)));
  return {
    mirror: merge(
      places,
      results.map(({ mirror }) => mirror),
    ),
    lock: merge(
      places,
      results.map(({ lock }) => lock),
    ),
  };
}

const remedyFor = ({ synthesized }: WorkingDirectories): string =>
  synthesized ? 'Run "cdktf synth" (or "cdktn synth") again.' : 'Run "cdktf-connect install" here.';

/** One outcome for all directories: the worst, with the names of those it is true of. */
function merge({ directories, synthesized, omitted }: WorkingDirectories, outcomes: readonly Outcome[]): Outcome {
  const states = ["failed", "warning", "ok", "skipped"] as const;
  const state = states.find((each) => outcomes.some((outcome) => outcome.state === each)) ?? "skipped";
  const names = new Map<string, string[]>();
  const worst = outcomes.filter((outcome) => outcome.state === state);
  outcomes.forEach(({ state: its, detail }, index) => {
    if (its === state) names.set(detail, [...(names.get(detail) ?? []), directories[index]?.name ?? ""]);
  });
  const lines = [...names].map(([detail, of]) => (synthesized ? `${of.map(oneLine).join(", ")}: ${detail}` : detail));
  if (omitted > 0) lines.push(`(${omitted} more stacks were not looked at: the limit is ${directories.length}.)`);
  return { ...(worst[0] as Outcome), detail: lines.join(" ") };
}

async function examineOne(program: string, environment: Environment, place: string, remedy: string): Promise<Examined> {
  const attempt = (locked: boolean) =>
    withTrial(program, { environment, place }, async ({ directory, init }) => {
      if (locked) copyLock(place, directory);
      const { code, stdout, stderr } = await init();
      const problem =
        code === 0 ? undefined : (firstError(stderr) ?? firstError(stdout) ?? "it ended without a message");
      return { problem, entry: entryIn(directory) };
    });
  const withLock = await attempt(true);
  const { problem, entry } = withLock.problem === undefined ? withLock : await attempt(false);
  if (problem !== undefined)
    return {
      mirror: failed(`${program}: ${problem}`, remedy),
      lock: skipped('It needs "mirror", which failed.'),
    };
  return { mirror: compare(program, entry, remedy), lock: judgeLock(program, place, withLock.problem, remedy) };
}

/** What an engine has installed is what it writes into its lock file. */
function compare(program: string, entry: string, remedy: string): Outcome {
  const { version, hash } = providerPackage();
  const installed = versionIn(entry);
  if (entry.includes(`"${hash}"`)) return ok(`${program} installs version ${version}`);
  const other = installed === version ? `another build of version ${version}` : `version ${installed}`;
  return warning(`${program} installs ${other}, and this package has ${version}.`, remedy);
}

function judgeLock(program: string, place: string, problem: string | undefined, remedy: string): Outcome {
  if (problem !== undefined)
    return failed(`${program}: ${problem}`, `${remedy} If that does not help, restore or remove ${LOCK} first.`);
  const entry = entryIn(place);
  if (entry === "")
    return warning(`It has no entry for ${address}: CDKTF's first deploy would ask its host for one.`, remedy);
  return ok(`${program} accepts its entry for version ${versionIn(entry)}`);
}

const versionIn = (entry: string): string => oneLine(/^\s*version\s*=\s*"([^"]{1,60})"/m.exec(entry)?.[1] ?? "unknown");

/** Our entry in a lock file; empty if there is none. */
function entryIn(directory: string): string {
  try {
    const text = readFileSync(join(directory, LOCK), "utf8");
    const start = text.indexOf(`provider "${address}"`);
    return start < 0 ? "" : (text.slice(start).split("\n}")[0] ?? "");
  } catch {
    return "";
  }
}
