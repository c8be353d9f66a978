import { parseEnv } from "node:util";
import { readText } from "../../files/text";
import { blockChoosing, commandLine } from "../../platforms/configuration";
import { platforms } from "../../platforms/list";
import type { Environment, Platform } from "../../platforms/platform";
import { resolveTarget, type Target } from "../../reader/target";
import { isProblem } from "../../schema/problem";
import { isOfPlatform } from "../platform-variables";
import { UsageError } from "../usage";

/** The two environments that `--against` compares. Throws UsageError for a file that names none, Problem for settings that are missing. */
export function environments(file: string, environment: Environment, chosen: Platform | undefined) {
  const here = resolveTarget(blockChoosing(chosen), environment, commandLine);
  return { here, there: otherTarget(file, environment), file };
}

function otherTarget(file: string, environment: Environment): Target {
  const variables = variablesIn(file);
  const isOfConnect = (name: string) => platforms.some((platform) => isOfPlatform(platform, name));
  const named = Object.entries(variables).filter(([name]) => name.startsWith("CONNECT_") || isOfConnect(name));
  if (named.length === 0)
    throw new UsageError(`--against: ${file} sets no CONNECT_… variable: it names the environment to compare with`);
  // A file that has an address leads elsewhere, where nothing of this environment belongs: above all not its keys.
  const hasAddress = named.some(([name]) => /_(ENDPOINT|REGION|REGION_ID|PROFILE)$/.test(name));
  const kept = Object.entries(environment).filter(([name]) => !hasAddress || !isOfConnect(name));
  try {
    return resolveTarget({}, Object.fromEntries([...kept, ...named]), commandLine);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const remedy = error.remedy.replaceAll(" in the environment", ` in ${file}`);
    throw error.with({ reason: `${file}: ${error.reason}`, remedy });
  }
}

function variablesIn(file: string): Environment {
  try {
    return parseEnv(readText(file).replace(/^\ufeff/, ""));
  } catch (error) {
    if (!isProblem(error)) throw error;
    throw new UsageError(`--against: ${error.detail}`);
  }
}
