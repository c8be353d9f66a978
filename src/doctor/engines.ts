import type { Environment } from "../platforms/platform";
import { attempt } from "../schema/attempt";
import { once } from "../schema/once";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";
import { isInPath } from "./programs";
import { runProgram } from "./run-program";

/** A program that starts the provider. */
interface Engine {
  readonly program: string;
  readonly title: string;
  /** the first version with ephemeral resources */
  readonly ephemeral: string;
}

const engines: readonly Engine[] = [
  { program: "terraform", title: "Terraform", ephemeral: "1.10.0" },
  { program: "tofu", title: "OpenTofu", ephemeral: "1.11.0" },
];

const OLDEST = "1.5.0";

/** What each engine says of its version, in the order of their checks. */
export type Versions = () => Promise<readonly Answer[]>;

/** Asks once, at the first call. `patience`: seconds each engine may take. */
export const versionsOf = (environment: Environment, patience = 10): Versions =>
  once(() => Promise.all(engines.map(({ program }) => versionOf(program, environment, patience))));

/** The programs that can be asked to install the provider. */
export const usableEngines = async (versions: Versions): Promise<string[]> =>
  (await versions()).flatMap((answer, index) => {
    const usable = answer !== undefined && "version" in answer && !isOlder(answer.version, OLDEST);
    return usable ? (engines[index]?.program ?? []) : [];
  });

/** Which of the programs that start the provider are here, and whether they are new enough. */
export function engineChecks(versions: Versions): Check[] {
  return engines.map(({ program, title, ephemeral }, index) => ({
    id: program,
    title: program,
    run: async () => {
      const answers = await versions();
      const answer = answers[index];
      if (answer === undefined) {
        if (index > 0 || answers.some((other) => other !== undefined)) return skipped("It is not in PATH.");
        return warning(
          "Neither terraform nor tofu is in PATH; lock, drift and bootstrap do without.",
          `To plan, install Terraform ${OLDEST} or newer, or OpenTofu.`,
        );
      }
      return "failed" in answer ? answer.failed : judge(title, answer.version, ephemeral);
    },
  }));
}

function judge(title: string, version: string, ephemeral: string): Outcome {
  if (isOlder(version, OLDEST))
    return failed(`${title} ${version} is older than ${OLDEST}, the oldest that is supported.`, `Upgrade ${title}.`);
  if (isOlder(version, ephemeral))
    return warning(
      `${title} ${version} has no ephemeral resources.`,
      `For connect_product_secret, upgrade to ${ephemeral} or newer; all else works.`,
    );
  return ok(version);
}

export const isOlder = (version: string, than: string): boolean =>
  version.localeCompare(than, "en", { numeric: true }) < 0;

type Answer = { readonly version: string } | { readonly failed: Outcome } | undefined;

/** undefined where there is no such program. */
async function versionOf(program: string, environment: Environment, patience: number): Promise<Answer> {
  // Without arguments from the environment, logs, and a search for newer versions.
  const unwanted = /^TF_(CLI_ARGS|LOG)/;
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)));
  try {
    const ended = await runProgram(program, ["version", "-json"], {
      env: { ...env, CHECKPOINT_DISABLE: "1" },
      patience,
    });
    if (ended === undefined) return { failed: silent(program, `did not answer within ${patience} s`) };
    const version = readVersion(ended.stdout);
    return version === undefined ? { failed: silent(program, "does not tell its version") } : { version };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A directory of PATH that this user may not enter is told as if the program were there and forbidden.
    if (code === "ENOENT" || (code === "EACCES" && !isInPath(program, environment))) return undefined;
    return { failed: silent(program, "cannot be started") };
  }
}

const silent = (program: string, reason: string): Outcome =>
  failed(`${program} ${reason}.`, `Run "${program} version" and see.`);

const readVersion = (text: string): string | undefined =>
  attempt(() => {
    // OpenTofu prints warnings about its CLI configuration before the JSON.
    const { terraform_version: version } = JSON.parse(text.slice(text.indexOf("{")));
    return /^\d+\.\d+\.\d+[\w.+-]{0,40}$/.test(version) ? version : undefined;
  });
