import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { providerPackage } from "../mirror/package";
import type { Environment } from "../platforms/platform";
import { oneLine } from "../schema/foreign-text";
import { once } from "../schema/once";
import { type Check, failed, type Outcome, ok, skipped, warning, worstOf } from "./check";
import { NO_ENGINE, type Verdicts } from "./cli-configuration";
import { firstError } from "./diagnostics";
import { isFile } from "./programs";
import { LOCK, withTrial } from "./trial";
import { workingDirectories } from "./working-directories";

/** How many stacks are looked at. */
const MOST_STACKS = 10;

/** What an engine makes of the mirror, and of the lock file, of a working directory. */
type Outcomes = readonly [mirror: Outcome, lock: Outcome];

/** Whether an engine finds the provider where it runs for this directory, and accepts the lock file. Nothing is written here. */
export function mirrorChecks(verdicts: Verdicts, environment: Environment, directory: string): Check[] {
  const ask = once(() => examine(verdicts, environment, directory));
  const needs = ["cli_configuration"];
  return [
    { id: "mirror", title: "mirror", needs, run: async () => (await ask())[0] },
    { id: "dependency_lock", title: LOCK, needs: ["mirror"], run: async () => (await ask())[1] },
  ];
}

async function examine(verdicts: Verdicts, environment: Environment, directory: string): Promise<Outcomes> {
  const found = workingDirectories(directory);
  if ("none" in found) return [skipped(found.none), skipped(found.none)];
  const all = await verdicts();
  const program = all.find(({ installs }) => installs)?.program;
  if (program === undefined) {
    const reason = all.length === 0 ? NO_ENGINE : skipped("Not checked: init fails, and dev_overrides are used.");
    return [reason, reason];
  }
  if ("here" in found) return examineOne(program, environment, found.here, 'Run "cdktf-connect install" here.');
  const stacks = found.stacks.slice(0, MOST_STACKS);
  const outcomes: Outcomes[] = [];
  for (const stack of stacks)
    outcomes.push(
      await examineOne(program, environment, join(directory, stack), 'Run "cdktf synth" (or "cdktn synth") again.'),
    );
  const rest = found.stacks.length - stacks.length;
  const note = rest === 0 ? "" : ` (Not checked: ${rest} more, the limit is ${MOST_STACKS} stacks.)`;
  const sum = (index: 0 | 1) =>
    merge(
      stacks,
      outcomes.map((each) => each[index]),
      note,
    );
  return [sum(0), sum(1)];
}

/** One outcome for all stacks: the worst, with the names of those it is true of. */
function merge(stacks: readonly string[], outcomes: readonly Outcome[], note: string): Outcome {
  const worst = worstOf(outcomes);
  const details = [...new Set(worst.map(({ detail }) => detail))];
  const lines = details.map((detail) => {
    const names = stacks.filter((_, index) => outcomes[index]?.detail === detail);
    return `${names.map(oneLine).join(", ")}: ${detail}`;
  });
  return { ...(worst[0] as Outcome), detail: lines.join(" ") + note };
}

async function examineOne(
  program: string,
  environment: Environment,
  directory: string,
  remedy: string,
): Promise<Outcomes> {
  const attempt = (isLocked: boolean) =>
    withTrial(program, environment, { workingDirectory: directory }, async (trial) => {
      const file = join(directory, LOCK);
      if (isLocked && existsSync(file))
        cpSync(file, join(trial.directory, LOCK), { recursive: true, dereference: true });
      const { code, stdout, stderr } = await trial.init();
      const error = firstError(stderr) ?? firstError(stdout) ?? "it ended without a message";
      return { problem: code === 0 ? undefined : `${program}: ${error}`, installed: readEntry(trial.directory) };
    });
  const locked = await attempt(true);
  const { problem, installed } = locked.problem === undefined ? locked : await attempt(false);
  if (problem !== undefined) return [failed(problem, remedy), skipped('It needs "mirror", which failed.')];
  const { version, hash } = providerPackage();
  const isRebuilt = installed?.version === version;
  const other = isRebuilt ? `another build of version ${version} than` : `version ${installed?.version} instead of`;
  const mirror = installed?.text.includes(`"${hash}"`)
    ? ok(`${program} installs version ${version}`)
    : warning(`${program} installs ${other} this package's${isRebuilt ? "" : ` ${version}`}.`, remedy);
  if (locked.problem !== undefined)
    return [mirror, failed(locked.problem, `${remedy} If that does not help, restore or remove ${LOCK} first.`)];
  const entry = readEntry(directory);
  const lock = entry
    ? ok(`${program} accepts its entry for version ${entry.version}`)
    : warning(`It has no entry for ${address}: CDKTF's first deploy would ask its host for one.`, remedy);
  return [mirror, lock];
}

/** Our entry in the lock file of a directory, perhaps one that an engine has just written; undefined if there is none. */
function readEntry(directory: string): { readonly version: string; readonly text: string } | undefined {
  const file = join(directory, LOCK);
  const text = isFile(file) ? readFileSync(file, "utf8") : "";
  const start = text.indexOf(`provider "${address}"`);
  const [entry = ""] = text.slice(start).split("\n}");
  const version = /^\s*version\s*=\s*"([^"]{1,60})"/m.exec(entry)?.[1] ?? "unknown";
  return start < 0 ? undefined : { version: oneLine(version), text: entry };
}
