import { commandLine, printNamed, printNaming, variableName } from "../platforms/configuration";
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
      `The environment sets variables of ${printNamed(environment, named)}.`,
      `${commandLine.choice(named)}; or unset the variables of the others.`,
    );
  return ok(`${platform.title}, named by ${printNaming(environment, platform) || "--platform"}`);
}

/** What there is no reading without: `for EnOS Connect CONNECT_ENOS_ENDPOINT, …` */
function offer(platform: Platform): string {
  const variables = platform.required.map((names) =>
    [names]
      .flat()
      .map((name) => variableName(platform, name))
      .join(" or "),
  );
  return `for ${platform.title} ${variables.join(", ")}${platform.also ? `, or ${platform.also}` : ""}`;
}
