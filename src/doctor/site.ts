import type { HttpEvent } from "../http/http";
import { blockChoosing, commandLine } from "../platforms/configuration";
import { connectionOptions } from "../platforms/connection";
import type { Environment, Platform } from "../platforms/platform";
import { openTarget } from "../reader/open";
import { resolveTarget } from "../reader/target";
import { openReads, type Reads } from "./reads";

/** The platform as the provider would open it. */
export interface Site {
  readonly platform: Platform;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly url: URL;
  readonly reads: Reads;
  /** what happened on the way of the requests so far */
  readonly events: readonly HttpEvent[];
  /** ms this machine's clock is ahead of the platform's, by the latest response; undefined while none has named the time */
  clockAhead(): number | undefined;
  /** Ends what is under way, and the connections. */
  close(): Promise<void>;
}

/** Sends nothing yet. Throws what the provider would throw when it is configured. */
export function openSite(environment: Environment, chosen?: Platform): Site {
  const target = resolveTarget(blockChoosing(chosen), environment, commandLine);
  const { platform, settings, connection } = target;
  const { requestTimeout } = connectionOptions(connection, { userAgent: "" });
  const events: HttpEvent[] = [];
  let ahead: number | undefined;
  const observe = (event: HttpEvent) => {
    events.push(event);
    const time = event.event === "request" ? Date.parse(event.date ?? "") : Number.NaN;
    // Responses have whole seconds: half of one is added, and half of the way there and back subtracted.
    if (event.event === "request" && !Number.isNaN(time)) ahead = Date.now() - event.ms / 2 - (time + 500);
  };
  // With batch_reads, the read of one product would become a search.
  const { source, close } = openTarget(target, { reader: "doctor", observe, batches: false });
  return {
    platform,
    settings,
    url: new URL(platform.origin(settings).endpoint as string),
    reads: openReads(source, 2 * requestTimeout),
    events,
    clockAhead: () => ahead,
    close,
  };
}
