import { readAuthorities, type Trust, trust } from "../http/trust";
import { blockChoosing, commandLine } from "../platforms/configuration";
import { connectionOptions } from "../platforms/connection";
import type { Environment, Platform } from "../platforms/platform";
import { openTarget } from "../reader/open";
import { resolveTarget } from "../reader/target";
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
  const target = resolveTarget(blockChoosing(chosen), environment, commandLine);
  const { platform, settings, connection } = target;
  const { requestTimeout, caFile, insecureSkipVerify } = connectionOptions(connection, { userAgent: "" });
  const { watch, clock } = watchClock();
  // With batch_reads, the read of one product would become a search.
  const { source, close } = openTarget(target, { reader: "doctor", watch, batches: false });
  return {
    platform,
    settings,
    addressFrom: platform.addressFrom?.(settings),
    url: new URL(platform.origin(settings).endpoint as string),
    trust: trust(readAuthorities(caFile), insecureSkipVerify),
    patience: Math.min(requestTimeout, 10),
    reads: openReads(source, 2 * requestTimeout),
    clock,
    close,
  };
}
