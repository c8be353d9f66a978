import type { Environment, Platform } from "../platforms/platform";
import { accessChecks } from "./access";
import { type Check, ok } from "./check";
import { cliConfigurationCheck, verdictsOf } from "./cli-configuration";
import { clockCheck } from "./clock";
import { engineChecks, versionsOf } from "./engines";
import { lookupsCheck } from "./lookups";
import { mirrorChecks } from "./mirror";
import { nodeCheck } from "./node";
import { settingsChecks } from "./settings";
import { openSite, type Site } from "./site";
import { variablesCheck } from "./variables";
import { wayChecks } from "./way";

/** Where the command runs. */
export interface Surroundings {
  readonly environment: Environment;
  readonly directory: string;
  /** undefined: the one the environment names */
  readonly platform?: Platform;
}

/** All that is looked at. */
export interface Examination {
  readonly checks: readonly Check[];
  close(): Promise<void>;
}

/** Lists the checks, in the order of the report; nothing is sent or started before they run. */
export function examination({ environment, directory, platform }: Surroundings): Examination {
  const settings = settingsChecks(environment, platform);
  const versions = versionsOf(environment);
  const verdicts = verdictsOf(versions, environment, directory);
  let opened: Site | undefined;
  const site = (): Site => {
    opened ??= openSite(environment, platform);
    return opened;
  };
  const configuration: Check = {
    id: "configuration",
    title: "configuration",
    needs: settings.map(({ id }) => id),
    run: () => ok(`complete for ${site().url.href}; a provider block may say otherwise, and is not seen here`),
  };
  return {
    checks: [
      ...settings,
      ...variablesCheck(environment),
      configuration,
      ...wayChecks(site, environment),
      ...accessChecks(site),
      clockCheck(site),
      nodeCheck(),
      ...engineChecks(versions),
      cliConfigurationCheck(verdicts),
      ...mirrorChecks(verdicts, environment, directory),
      lookupsCheck(environment, directory, platform),
    ],
    close: async () => opened?.close(),
  };
}
