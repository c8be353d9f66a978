import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { address } from "../address";
import type { Environment } from "../platforms/platform";
import { isFile } from "./programs";
import { type Ended, runProgram, TooSlow } from "./run-program";

export const LOCK = ".terraform.lock.hcl";
/** Seconds that each run of an engine may take. */
const PATIENCE = 30;

const requirement = { terraform: { required_providers: { connect: { source: address } } }, provider: { connect: {} } };

/** A throw-away working directory of an engine. */
export interface Trial {
  readonly directory: string;
  /** Runs `init` for nothing but our provider. */
  init(): Promise<Ended>;
  validate(): Promise<Ended>;
}

/** The system gave no room for temporary files. */
export class NoRoom extends Error {}

/**
 * Has work done in a new directory in which the subdirectories of `place` appear under their own names, because a CLI configuration
 * may name them by relative paths. Nothing is written below `place`. `without`: names that do not appear.
 */
export async function withTrial<T>(
  program: string,
  { environment, place, without = [] }: { environment: Environment; place: string; without?: readonly string[] },
  work: (trial: Trial) => Promise<T>,
): Promise<T> {
  const root = makeRoom();
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const directory = join(root, "trial");
    mkdirSync(directory);
    link(place, directory, without);
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify(requirement));
    const cache = join(root, "cache");
    mkdirSync(cache);
    const options = { env: surroundings(environment, place, cache), directory, patience: PATIENCE };
    return await work({
      directory,
      // A mode for the lock file in TF_CLI_ARGS_init would refuse that other providers are not required here.
      init: () => run(program, ["init", "-backend=false", "-input=false", "-no-color", "-lockfile="], options),
      validate: () => run(program, ["validate", "-json"], options),
    });
  } finally {
    process.off("exit", remove);
    remove();
  }
}

function makeRoom(): string {
  try {
    return mkdtempSync(join(tmpdir(), "cdktf-connect-doctor-"));
  } catch (error) {
    throw new NoRoom(`${tmpdir()} takes no temporary files (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Directories alone: what else an engine reads is configuration, and those it writes are not among them. */
function link(place: string, directory: string, without: readonly string[]): void {
  for (const name of readdirSync(place)) {
    const path = resolve(place, name);
    // validate would read the test files in "tests".
    if (![".terraform", "tests", LOCK, ...without].includes(name) && isDirectory(path))
      symlinkSync(path, join(directory, name), "junction");
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Copies a lock file, which an engine may rewrite. */
export function copyLock(place: string, directory: string): void {
  const file = join(place, LOCK);
  if (isFile(file)) copyFileSync(file, join(directory, LOCK));
  else if (isDirectory(file)) mkdirSync(join(directory, LOCK));
}

const unwanted = /^TF_(LOG.*|WORKSPACE|DATA_DIR|ENCRYPTION)$/;

function surroundings(environment: Environment, place: string, cache: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)));
  for (const name of ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"])
    if (kept[name]) kept[name] = resolve(place, kept[name]);
  return { ...kept, TF_PLUGIN_CACHE_DIR: cache, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
}

async function run(
  program: string,
  args: readonly string[],
  options: Parameters<typeof runProgram>[2],
): Promise<Ended> {
  try {
    return await runProgram(program, args, options);
  } catch (error) {
    if (!(error instanceof TooSlow)) throw error;
    const stderr = `Error: ${program} ${args[0]} took longer than ${options.patience} s\n`;
    return { code: null, stdout: "", stderr };
  }
}
