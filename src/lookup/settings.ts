import {
  type Face,
  isNamedBy,
  type ProviderBlock,
  type Resolved,
  resolveConfiguration,
  synthesis,
} from "../platforms/configuration";
import { connectionAttributes } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Environment } from "../platforms/platform";
import { type Attribute, type Attributes, optional } from "../schema/attribute";
import { object } from "../schema/object";
import { printPath } from "../schema/path";
import { isProblem } from "../schema/problem";
import type { Origin } from "./query";

/** Throws for values in the provider block that the provider itself would refuse. */
export function checkBlock(block: ProviderBlock): void {
  const attributes: Attributes = {
    ...Object.fromEntries(platforms.map(({ name, settings }) => [name, optional(object(settings), "")])),
    ...connectionAttributes,
  };
  const complete = Object.entries(attributes).map(([name]) => {
    const settings = platforms.find((platform) => platform.name === name)?.settings;
    return [name, settings && block[name] ? withNulls(settings, block[name] as ProviderBlock) : (block[name] ?? null)];
  });
  const [problem] = object(attributes).check?.(Object.fromEntries(complete), []) ?? [];
  if (problem) throw problem.with({ reason: `${printPath(problem.path)}: ${problem.reason}` });
}

const withNulls = (settings: Attributes, written: ProviderBlock) =>
  Object.fromEntries(Object.keys(settings).map((name) => [name, written[name] ?? null]));

/** All settings, as the provider would find them. Throws its errors where something is missing. */
export const resolve = (block: ProviderBlock, environment: Environment, face: Face = synthesis): Resolved =>
  resolveConfiguration(platforms, block, environment, face);

/** Where a configuration leads to. Needs no credentials: what is recorded can be used without any. */
export const originOf = (block: ProviderBlock, environment: Environment, face: Face = synthesis): Origin =>
  originOfResolved(resolveWithoutKeys(block, environment, face));

/** Where settings lead to. */
export function originOfResolved({ platform, settings }: Pick<Resolved, "platform" | "settings">): Origin {
  const entries = Object.entries(platform.origin(settings)).filter(([, value]) => value !== null);
  return { platform: platform.name, ...(Object.fromEntries(entries) as Record<string, string>) };
}

function resolveWithoutKeys(block: ProviderBlock, environment: Environment, face: Face): Resolved {
  try {
    return resolve(block, environment, face);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const written = platforms.filter(({ name }) => block[name]);
    const named = written.length > 0 ? written : platforms.filter((platform) => isNamedBy(environment, platform));
    const [platform, ...others] = named;
    if (platform === undefined || others.length > 0) throw error;
    const sensitive = Object.entries<Attribute<unknown>>(platform.settings).filter(([, setting]) => setting.sensitive);
    // Any text does: nothing is signed with it.
    const keys = Object.fromEntries(sensitive.map(([name]) => [name, "not needed"]));
    try {
      return resolve(
        { ...block, [platform.name]: { ...(block[platform.name] as object), ...keys } },
        environment,
        face,
      );
    } catch {
      throw error;
    }
  }
}
