import {
  type Face,
  type ProviderBlock,
  type Resolved,
  resolveConfiguration,
  synthesis,
} from "../platforms/configuration";
import { type ConnectionSettings, connectionAttributes } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Environment } from "../platforms/platform";
import { type Attributes, optional } from "../schema/attribute";
import { object } from "../schema/object";
import { printPath } from "../schema/path";
import type { Origin } from "./query";

/** What a provider block and an environment lead to: a platform, its settings, and how to connect to it. */
export type Target = Resolved;

/** What the provider would read from, with credentials. Throws Problem where something is missing or wrong. */
export const resolveTarget = (block: ProviderBlock, environment: Environment, face: Face = synthesis): Target =>
  resolveConfiguration(platforms, block, environment, face);

/** Where a block and an environment lead to. Needs no credentials: what is recorded can be used without any. */
export const resolveOrigin = (block: ProviderBlock, environment: Environment, face: Face = synthesis): Origin =>
  originOf(resolveConfiguration(platforms, block, environment, face, "origin"));

export function originOf({ platform, settings }: Pick<Target, "platform" | "settings">): Origin {
  const entries = Object.entries(platform.origin(settings)).filter(([, value]) => value !== null);
  return { platform: platform.name, ...(Object.fromEntries(entries) as Record<string, string>) };
}

/** Throws Problem for values in the provider block that the provider itself would refuse. */
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

/** Request timeouts that a list may take, and all that a program waits for at once: a list has many pages. */
const TIMEOUTS = 10;

/** The seconds of them. */
export const patience = ({ requestTimeout }: Pick<ConnectionSettings, "requestTimeout">): number =>
  (requestTimeout ?? 30) * TIMEOUTS;
