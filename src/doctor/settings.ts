import {
  findSetting,
  findSettings,
  missingSettings,
  platformsNamedBy,
  variableName,
  variablesOf,
} from "../platforms/configuration";
import { type ConnectionSettings, connectionAttributes, connectionOptions } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Environment, Found, Platform } from "../platforms/platform";
import { attempt } from "../schema/attempt";
import type { Attribute, Attributes } from "../schema/attribute";
import { snakeCase } from "../schema/name";
import { type Check, failed, failure, type Outcome, ok } from "./check";
import { platformCheck } from "./platform";

/** Which platform is read and with which settings, each with where it comes from. Nothing is sent. */
export function settingsChecks(environment: Environment, chosen?: Platform): Check[] {
  const named = chosen ? [chosen] : platformsNamedBy(environment, platforms);
  return [
    platformCheck(named, environment),
    ...(named.length === 1 ? named.flatMap((platform) => ofPlatform(platform, environment)) : []),
    ...linesOf(connectionAttributes, (name, setting) =>
      shown(findSetting(null, name, setting, {}, environment), setting),
    ),
    { id: "defaults", title: "other settings", run: () => ok(defaults(environment)) },
  ];
}

function ofPlatform(platform: Platform, environment: Environment): Check[] {
  const completed = complete(platform, environment);
  const missing = completed === undefined ? [] : missingSettings(platform, completed);
  return linesOf(platform.settings, (name, setting) => {
    const own = findSetting(platform, name, setting, {}, environment);
    const found = completed?.[name] ?? own;
    const lacking = found.value === null && missing.find(([first]) => first === name);
    const outcome = lacking ? absent(platform, lacking, environment) : shown(found, setting);
    return name === "orgId" && outcome?.state === "ok" ? ok(`${outcome.detail}${othersToo}`) : outcome;
  });
}

/** Each provider block is a process of its own, with a token of its own. */
const othersToo = "; org_id of a data source reads another one through the same provider block";

/** The settings of the connection that are not set. */
function defaults(environment: Environment): string {
  const names = Object.keys(connectionAttributes);
  const unset = Object.fromEntries(names.map((name) => [name, null])) as ConnectionSettings;
  const values = Object.entries(connectionOptions(unset, { userAgent: "" })).filter(
    ([name, value]) => names.includes(name) && value !== null && !environment[variableName(null, name)],
  );
  return `${values.map(([name, value]) => `${snakeCase(name)} = ${value}`).join(", ")} (the defaults)`;
}

/** undefined where the settings do not fit each other: that is not any single one's fault. */
function complete(platform: Platform, environment: Environment): Readonly<Record<string, Found>> | undefined {
  const usable = { ...environment };
  for (const [name, setting] of Object.entries<Attribute<unknown>>(platform.settings)) {
    const broken = attempt(() => findSetting(platform, name, setting, {}, environment)) === undefined;
    if (broken) for (const variable of variablesOf(platform, name)) delete usable[variable];
  }
  return attempt(() => findSettings(platform, {}, usable));
}

/** A line for each setting there is something to say of. */
function linesOf(
  attributes: Attributes,
  say: (name: string, setting: Attribute<unknown>) => Outcome | undefined,
): Check[] {
  return Object.entries(attributes).flatMap(([name, setting]) => {
    const title = snakeCase(name);
    const outcome = outcomeOf(() => say(name, setting));
    return outcome === undefined ? [] : [{ id: `setting.${title}`, title, run: () => outcome }];
  });
}

function outcomeOf(say: () => Outcome | undefined): Outcome | undefined {
  try {
    return say();
  } catch (error) {
    return failure(error);
  }
}

const shown = ({ value, foundIn }: Found, { sensitive }: Attribute<unknown>): Outcome | undefined =>
  foundIn === null ? undefined : ok(`${sensitive ? "set, and not shown" : String(value)} (${foundIn})`);

function absent(platform: Platform, names: readonly string[], environment: Environment): Outcome {
  const variables = names.flatMap((name) => variablesOf(platform, name));
  const empty = variables.filter((variable) => environment[variable] === "");
  const elsewhere = platform.elsewhere ? `, or use ${platform.elsewhere}` : "";
  return failed(
    empty.length > 0 ? `${empty.join(" and ")} is set and empty.` : `${names.map(snakeCase).join(" or ")} is not set.`,
    `Set ${variables.join(" or ")}${elsewhere}.`,
  );
}
