import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { address } from "../address";
import { causeOf } from "../files/causes";
import type { Environment } from "../platforms/platform";
import { Problem } from "../schema/problem";
import { isDirectory } from "./programs";
import { type Ended, runProgram } from "./run-program";

export const LOCK = ".terraform.lock.hcl";
/** Seconds that each run of an engine may take. */
const PATIENCE = 30;

const requirement = { terraform: { required_providers: { connect: { source: address } } }, provider: { connect: {} } };

/** A throw-away working directory of an engine, with a configuration that requires nothing but our provider. */
export interface Trial {
  readonly directory: string;
  init(): Promise<Ended>;
  validate(): Promise<Ended>;
}

/**
 * Has work done in a new directory in which the subdirectories of `workingDirectory` appear under their own names, because a CLI configuration
 * may name them by relative paths. Nothing is written below `workingDirectory`. `without`: names that do not appear.
 */
export async function withTrial<T>(
  program: string,
  environment: Environment,
  { workingDirectory, without = [] }: { workingDirectory: string; without?: readonly string[] },
  work: (trial: Trial) => Promise<T>,
): Promise<T> {
  const root = newDirectory();
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const [directory, cache] = [join(root, "trial"), join(root, "cache")];
    for (const made of [directory, cache]) mkdirSync(made);
    // validate would read the test files in "tests". Some file systems do not tell "a" from "A".
    const hidden = [".terraform", LOCK, "tests", ...without];
    for (const name of readdirSync(workingDirectory))
      if (!hidden.includes(name.toLowerCase()) && isDirectory(join(workingDirectory, name)))
        symlinkSync(resolve(workingDirectory, name), join(directory, name), "junction");
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify(requirement));
    const options = { env: surroundings(environment, workingDirectory, cache), cwd: directory, patience: PATIENCE };
    const run = async (...args: readonly string[]): Promise<Ended> => {
      const slow = `Error: ${program} ${args[0]} took longer than ${PATIENCE} s\n`;
      return (await runProgram(program, args, options)) ?? { code: null, stdout: "", stderr: slow };
    };
    return await work({
      directory,
      // A mode for the lock file in TF_CLI_ARGS_init would refuse that other providers are not required here.
      init: () => run("init", "-backend=false", "-input=false", "-no-color", "-lockfile="),
      validate: () => run("validate", "-json"),
    });
  } finally {
    process.off("exit", remove);
    remove();
  }
}

const unwanted = /^TF_(LOG.*|WORKSPACE|DATA_DIR|ENCRYPTION)$/;

function surroundings(environment: Environment, workingDirectory: string, cache: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)));
  for (const name of ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"])
    if (kept[name]) kept[name] = resolve(workingDirectory, kept[name]);
  return { ...kept, TF_PLUGIN_CACHE_DIR: cache, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
}

function newDirectory(): string {
  try {
    return mkdtempSync(join(tmpdir(), "cdktf-connect-doctor-"));
  } catch (error) {
    throw new Problem("file-unwritable", {
      reason: `No directory for temporary files could be created in ${tmpdir()}: ${causeOf(error, "written").reason}.`,
      remedy: "Set TMPDIR to a directory where this user may write.",
    });
  }
}
