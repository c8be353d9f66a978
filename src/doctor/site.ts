import { openHttp } from "../http/open";
import { readAuthorities, type Trust, trust } from "../http/trust";
import { blockChoosing, commandLine, resolveConfiguration } from "../platforms/configuration";
import { connectionOptions } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Environment, Platform } from "../platforms/platform";
import { version } from "../version";
import { type Clock, watchClock } from "./clock";
import { openReads, type Reads } from "./reads";

/** The platform as the provider would open it. */
export interface Site {
  readonly platform: Platform;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly url: URL;
  /** the setting that the URL comes from, where that is not `endpoint` */
  readonly addressFrom: string | undefined;
  readonly trust: Trust;
  /** seconds one step to the platform may take; a read, with its attempts and waits, may take what `request_timeout` says */
  readonly patience: number;
  readonly reads: Reads;
  readonly clock: Clock;
  /** Ends what is under way, and the connections. */
  close(): Promise<void>;
}

/** Sends nothing yet. Throws what the provider would throw when it is configured. */
export function openSite(environment: Environment, chosen?: Platform): Site {
  const { platform, settings, connection } = resolveConfiguration(
    platforms,
    blockChoosing(chosen),
    environment,
    commandLine,
  );
  const userAgent = `cdktf-connect/${version} (doctor; Node ${process.versions.node})`;
  const addressFrom = platform.addressFrom?.(settings);
  const options = connectionOptions(connection, { userAgent, addressFrom });
  const { requestTimeout, caFile, insecureSkipVerify } = options;
  const { http, clock } = watchClock(openHttp(options));
  // Not through `openPlatform`: with batch_reads it would turn the read of one product into a search.
  const source = platform.open(settings, http);
  return {
    platform,
    settings,
    addressFrom,
    url: new URL(platform.origin(settings).endpoint as string),
    trust: trust(readAuthorities(caFile), insecureSkipVerify),
    patience: Math.min(requestTimeout, 10),
    reads: openReads(source, 2 * requestTimeout),
    clock,
    close: () => http.close(),
  };
}
