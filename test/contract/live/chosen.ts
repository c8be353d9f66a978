import { resolveConfiguration } from "../../../src/platforms/configuration";
import { platforms } from "../../../src/platforms/list";
import type { Environment } from "../../../src/platforms/platform";
import { isProblem } from "../../../src/schema/problem";
import { liveAliyun } from "./aliyun/live";
import { liveEnos } from "./enos/live";
import type { LivePlatform } from "./platform";
import type { Plan } from "./run";

/** What has to be set is not, or cannot be used. */
export class UsageError extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: what a subject is, only its own platform knows
export type AnyPlatform = LivePlatform<any>;

export interface Chosen {
  readonly live: AnyPlatform;
  readonly plan: Plan;
}

const MAX_PRODUCTS = 10;
const MAX_REQUESTS = 200;

/** What the environment asks for. Throws UsageError. */
export function chosenBy(environment: Environment): Chosen {
  const { platform, settings, connection } = resolve(environment);
  const live = [liveEnos, liveAliyun].find((each) => each.platform === platform) as AnyPlatform;
  const productKeys = [...new Set((environment.LIVE_PRODUCTS ?? "").split(/[\s,]+/).filter((key) => key !== ""))];
  if (productKeys.length === 0) throw new UsageError("LIVE_PRODUCTS names no product: set it to one key or several.");
  if (productKeys.length > MAX_PRODUCTS)
    throw new UsageError(`LIVE_PRODUCTS names ${productKeys.length} products; at most ${MAX_PRODUCTS} are read.`);
  const edition = environment.LIVE_EDITION || live.editionOf(settings);
  if (!live.editions.includes(edition))
    throw new UsageError(
      `LIVE_EDITION must be one of ${live.editions.join(", ")} for ${platform.title}; it is "${edition}".`,
    );
  const maxRequests = Number(environment.LIVE_MAX_REQUESTS || MAX_REQUESTS);
  if (!Number.isInteger(maxRequests) || maxRequests < 1)
    throw new UsageError("LIVE_MAX_REQUESTS must be a whole number from 1.");
  return { live, plan: { settings, connection, edition, productKeys, maxRequests } };
}

function resolve(environment: Environment): ReturnType<typeof resolveConfiguration> {
  try {
    return resolveConfiguration(platforms, {}, environment);
  } catch (error) {
    if (isProblem(error)) throw new UsageError(`${error.summary}. ${error.detail}`);
    throw error;
  }
}
