import type { HttpOptions } from "./http/http";
import { type ProviderBlock, resolveConfiguration } from "./platforms/configuration";
import { platforms } from "./platforms/list";
import { type OpenPlatform, openPlatform } from "./platforms/open";

/** The client of the platform that a provider block and the environment name. Throws Problem. */
export const openClient = (block: ProviderBlock, options: Pick<HttpOptions, "userAgent" | "log">): OpenPlatform =>
  openPlatform(resolveConfiguration(platforms, block, process.env), options);
