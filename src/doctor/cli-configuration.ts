import { tmpdir } from "node:os";
import { address } from "../address";
import { installProvider } from "../mirror/install";
import type { Environment } from "../platforms/platform";
import { once } from "../schema/once";
import { type Check, failed, type Outcome, ok, skipped, warning, worstOf } from "./check";
import { configurationProblem, firstError, readValidation } from "./diagnostics";
import { usableEngines, type Versions } from "./engines";
import { type Trial, withTrial } from "./trial";

export const NO_ENGINE = skipped("Not checked: there is no usable terraform or tofu to ask.");

/** What an engine makes of the provider where it is installed as it should be. */
interface Verdict {
  readonly program: string;
  readonly outcome: Outcome;
  /** whether it can be asked about other directories */
  readonly installs: boolean;
}

export type Verdicts = () => Promise<readonly Verdict[]>;

/** Asks each engine once, at the first call. */
export function verdictsOf(versions: Versions, environment: Environment, workingDirectory: string): Verdicts {
  // "terraform.d" is that of a proper installation, not that of the user.
  const where = { workingDirectory, without: ["terraform.d"] };
  const judge = (program: string): Promise<Verdict> =>
    withTrial(program, environment, where, async (trial) => {
      installProvider(trial.directory);
      return { program, ...(await ask(program, trial, environment)) };
    });
  return once(async () => Promise.all((await usableEngines(versions)).map(judge)));
}

/** Whether the engines install and start the provider with this CLI configuration and environment. */
export const cliConfigurationCheck = (verdicts: Verdicts): Check => ({
  id: "cli_configuration",
  title: "CLI configuration",
  run: async () => {
    const all = worstOf((await verdicts()).map(({ outcome }) => outcome));
    return all[0] === undefined ? NO_ENGINE : { ...all[0], detail: all.map(({ detail }) => detail).join(" ") };
  },
});

async function ask(program: string, trial: Trial, environment: Environment): Promise<Omit<Verdict, "program">> {
  const init = await trial.init();
  const validate = await trial.validate();
  const installs = init.code === 0;
  const { override, error } = readValidation(validate.stdout, address) ?? {
    error: firstError(validate.stderr) ?? "it ended without a message",
  };
  const problem = configurationProblem(init.stderr);
  const say = (...sentences: readonly (string | undefined)[]): string =>
    `${program}: ${sentences.filter((sentence) => sentence !== undefined).join(" ")}`;
  if (override !== undefined) {
    const detail = say(`Provider development overrides are in effect: ${override}.`, error);
    const remedy = `Remove ${address} from dev_overrides, unless you develop the provider.`;
    return { installs, outcome: error === undefined ? warning(detail, remedy) : failed(detail, remedy) };
  }
  if (!installs) {
    const words = firstError(init.stderr) ?? firstError(init.stdout) ?? error;
    return { installs, outcome: failed(say(problem && `${problem}.`, words), remedyFor(environment)) };
  }
  if (error !== undefined) {
    const remedy = `Correct what it says. If programs may not run in ${tmpdir()}, name another directory in TMPDIR.`;
    return { installs, outcome: failed(say(error), remedy) };
  }
  if (problem !== undefined)
    return { installs, outcome: warning(say(problem), `Correct it; "${program} version" shows the whole message.`) };
  return { installs, outcome: ok(say("it installs and starts the provider.")) };
}

function remedyFor(environment: Environment): string {
  const variables = ["TF_CLI_ARGS", "TF_CLI_ARGS_init"].filter((name) => environment[name]);
  return (
    (variables.length === 0 ? "" : `Correct ${variables.join(" and ")}, such as -plugin-dir. `) +
    `If provider_installation is set, write there: filesystem_mirror { path = "terraform.d/plugins" }, and ` +
    `exclude = ["${address.split("/")[0]}/*/*"] in direct and in each other mirror.`
  );
}
