import type { HttpOptions } from "../http/http";
import { openHttp } from "../http/open";
import { batchReads } from "../product/batch";
import type { ProductSource } from "../product/source";
import type { Resolved } from "./configuration";
import { connectionOptions } from "./connection";

/** A platform that can be read from. */
export interface OpenPlatform {
  readonly source: ProductSource;
  /** Ends what is under way, and the connections. */
  close(): Promise<void>;
}

/** Opens the platform of a configuration; sends nothing yet. Throws an explained error for settings that cannot work. */
export function openPlatform(
  { platform, settings, connection }: Resolved,
  options: Pick<HttpOptions, "userAgent" | "log">,
): OpenPlatform {
  const http = openHttp(connectionOptions(connection, { ...options, addressFrom: platform.addressFrom?.(settings) }));
  const opened = platform.open(settings, http);
  const source = connection.batchReads && platform.batches ? batchReads(opened) : opened;
  return { source, close: () => http.close() };
}
