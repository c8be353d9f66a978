import { tmpdir } from "node:os";
import { address } from "../address";
import { installProvider } from "../mirror/install";
import type { Environment } from "../platforms/platform";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";
import { configurationProblem, firstError, readValidation } from "./diagnostics";
import { usableEngines, type Versions } from "./engines";
import { NoRoom, type Trial, withTrial } from "./trial";

export const NO_ENGINE = skipped("Not checked: there is no usable terraform or tofu to ask.");

const pattern = `${address.split("/")[0]}/*/*`;
const REMEDY =
  `If provider_installation is set, write there: filesystem_mirror { path = "terraform.d/plugins" }, and ` +
  `exclude = ["${pattern}"] in direct and in each other mirror.`;

function remedyFor(environment: Environment): string {
  const variables = ["TF_CLI_ARGS", "TF_CLI_ARGS_init"].filter((name) => environment[name]);
  return variables.length === 0 ? REMEDY : `Correct ${variables.join(" and ")}, such as -plugin-dir. ${REMEDY}`;
}

/** What an engine makes of the provider where it is installed as it should be. */
interface Verdict {
  readonly program: string;
  readonly outcome: Outcome;
  /** whether it installs the provider, so that it can be asked about other directories */
  readonly installs: boolean;
}

export type Verdicts = () => Promise<readonly Verdict[]>;

/** Asks each engine once, at the first call. */
export function verdictsOf(versions: Versions, environment: Environment, place: string): Verdicts {
  let asked: Promise<readonly Verdict[]> | undefined;
  const ask = async () =>
    Promise.all((await usableEngines(versions)).map((program) => judge(program, environment, place)));
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** Whether the engines install and start the provider with this CLI configuration and environment. */
export const cliConfigurationCheck = (verdicts: Verdicts): Check => ({
  id: "cli_configuration",
  title: "CLI configuration",
  run: async () => {
    const all = (await verdicts()).map(({ outcome }) => outcome);
    for (const state of ["failed", "warning"]) {
      const those = all.filter((outcome) => outcome.state === state);
      if (those[0] !== undefined) return { ...those[0], detail: those.map(({ detail }) => detail).join(" ") };
    }
    const programs = (await verdicts()).map(({ program }) => program);
    if (programs.length === 0) return NO_ENGINE;
    return ok(
      `${programs.join(" and ")} ${programs.length === 1 ? "installs and starts" : "install and start"} the provider`,
    );
  },
});

async function judge(program: string, environment: Environment, place: string): Promise<Verdict> {
  try {
    // "terraform.d" is that of a proper installation, not that of the user.
    return await withTrial(program, { environment, place, without: ["terraform.d"] }, (trial) =>
      ask(program, trial, remedyFor(environment)),
    );
  } catch (error) {
    if (error instanceof NoRoom) return { program, outcome: noRoom(error.message), installs: false };
    throw error;
  }
}

const noRoom = (reason: string): Outcome => warning(`Not checked: ${reason}.`, "Name a directory that does in TMPDIR.");

async function ask(program: string, trial: Trial, remedyForInit: string): Promise<Verdict> {
  installProvider(trial.directory);
  const init = await trial.init();
  const validate = await trial.validate();
  const validation = readValidation(validate.stdout, address);
  const problem = configurationProblem(init.stderr);
  const installs = init.code === 0;
  if (validation?.override !== undefined) {
    const { override, error } = validation;
    const judge = error === undefined ? warning : failed;
    return {
      program,
      installs: false,
      outcome: judge(
        `${program}: Provider development overrides are in effect: ${override}.${error === undefined ? "" : ` ${error}`}`,
        `Remove ${address} from dev_overrides, unless you develop the provider.`,
      ),
    };
  }
  if (installs && validation !== undefined && validation.error === undefined)
    return {
      program,
      installs,
      outcome:
        problem === undefined
          ? ok(program)
          : warning(`${program}: ${problem}`, `Correct it; "${program} version" shows the whole message.`),
    };
  const words =
    (installs ? validation?.error : (firstError(init.stderr) ?? firstError(init.stdout))) ??
    firstError(validate.stderr) ??
    "it ended without a message";
  if (installs && /permission denied/.test(words))
    return {
      program,
      installs,
      outcome: warning(
        `${program} could not start the provider in ${tmpdir()}: ${words}`,
        "Name a directory in which programs may be started in TMPDIR.",
      ),
    };
  const remedy = installs ? "Correct what it says, and run doctor again." : remedyForInit;
  return {
    program,
    installs: false,
    outcome: failed(`${program}: ${problem === undefined ? "" : `${problem}. `}${words}`, remedy),
  };
}
