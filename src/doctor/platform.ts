import { variableName } from "../platforms/configuration";
import { platforms } from "../platforms/list";
import type { Environment, Platform } from "../platforms/platform";
import { type Check, failed, type Outcome, ok } from "./check";

/** Which platform the environment names. */
export const platformCheck = (named: readonly Platform[], environment: Environment): Check => ({
  id: "platform",
  title: "platform",
  run: () => choice(named, environment),
});

function choice(named: readonly Platform[], environment: Environment): Outcome {
  const [platform, ...others] = named;
  if (platform === undefined)
    return failed("The environment names no platform.", `Set ${platforms.map(offer).join("; or ")}.`);
  if (others.length > 0)
    return failed(
      `The environment names ${named.map((each) => `${each.title} (${variablesFor(each, environment)})`).join(" and ")}.`,
      "Unset the variables of all but one for this run; where there is a provider block, it decides, and it is not seen here.",
    );
  return ok(`${platform.title}, named by ${variablesFor(platform, environment)}`);
}

/** What there is no reading without: `for EnOS Connect CONNECT_ENOS_ENDPOINT, …` */
function offer(platform: Platform): string {
  const variables = platform.required.map((names) =>
    [names]
      .flat()
      .map((name) => variableName(platform, name))
      .join(" or "),
  );
  return `for ${platform.title} ${variables.join(", ")}`;
}

/** `CONNECT_ENOS_ENDPOINT and 3 more` */
function variablesFor(platform: Platform, environment: Environment): string {
  const variables = Object.keys(platform.settings).map((name) => variableName(platform, name));
  const [first, ...more] = variables.filter((variable) => environment[variable]);
  return more.length === 0 ? `${first}` : `${first} and ${more.length} more`;
}
