import type { HttpOptions } from "./http/http";
import type { ProviderBlock } from "./platforms/configuration";
import { terraform } from "./platforms/configuration";
import { givingUp } from "./reader/give-up";
import { type OpenTarget, openTarget } from "./reader/open";
import { resolveTarget } from "./reader/target";
import { namingWayOut } from "./reader/way-out";

/** The client of the platform that a provider block and the environment name. Throws Problem. */
export const openClient = (
  block: ProviderBlock,
  options: { reader: string } & Pick<HttpOptions, "observe">,
): OpenTarget => {
  const { source, close } = openTarget(resolveTarget(block, process.env, terraform), options);
  return { source: givingUp(namingWayOut(source)), close };
};
