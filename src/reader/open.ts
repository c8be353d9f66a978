import type { HttpOptions } from "../http/http";
import { openHttp } from "../http/open";
import { connectionOptions } from "../platforms/connection";
import type { ProductSource } from "../product/source";
import { printValue } from "../schema/foreign-text";
import { version } from "../version";
import { batchReads } from "./batch";
import type { Target } from "./target";

/** A platform that can be read from. */
export interface OpenTarget {
  readonly source: ProductSource;
  /** Ends what is under way, and the connections. */
  close(): Promise<void>;
}

export interface OpenOptions extends Pick<HttpOptions, "observe"> {
  /** who reads, for the platform's own log: "drift", "Terraform 1.11.4" */
  readonly reader: string;
  /** false: each product is read by itself, also with batch_reads */
  readonly batches?: boolean;
}

/** Opens a platform; sends nothing yet. Throws Problem for settings that cannot work. */
export function openTarget(
  { platform, settings, connection, addressFoundIn }: Target,
  { reader, observe, batches = true }: OpenOptions,
): OpenTarget {
  const addressFrom = platform.addressFrom?.(settings) ?? "endpoint";
  const origin =
    addressFoundIn && `${addressFrom} = ${printValue(settings[addressFrom])} comes from ${addressFoundIn}.`;
  const addressHint = [origin, platform.addressHint?.(settings)].filter((part) => part).join(" ");
  const rest = { userAgent: userAgent(reader), addressFrom, addressHint, observe };
  const http = openHttp(connectionOptions(connection, rest));
  const opened = platform.open(settings, http);
  const source = batches && connection.batchReads && platform.batches ? batchReads(opened) : opened;
  return { source, close: () => http.close() };
}

const userAgent = (reader: string): string =>
  [`cdktf-connect/${version}`, `(${reader}; Node ${process.versions.node})`, process.env.TF_APPEND_USER_AGENT]
    .filter((part) => part)
    .join(" ");
