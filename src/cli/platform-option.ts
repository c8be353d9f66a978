import { platforms } from "../platforms/list";
import type { Platform } from "../platforms/platform";
import { text } from "./command";
import { oneOf } from "./usage";

const names = platforms.map(({ name }) => name);

/** The option `--platform`; `help` says what it narrows. */
export const platformOption = (help: string) => text(names.join("|"), help);

/** The platform that `--platform` names. Throws UsageError. */
export function platformNamed(written: string | undefined): Platform | undefined {
  if (written === undefined) return undefined;
  const name = oneOf("--platform: unknown value", names, written);
  return platforms.find((platform) => platform.name === name);
}
