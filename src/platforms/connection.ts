import type { HttpOptions } from "../http/http";
import { checkPresent } from "../product/check-text";
import { onUnavailableWords } from "../product/source";
import { optional, optionalWord, type Values } from "../schema/attribute";
import { bool, integer, number, string } from "../schema/type";

const between = (least: number, most: number) => (value: number) =>
  value >= least && value <= most ? undefined : `It must be between ${least} and ${most}; it is ${value}.`;

/** The arguments of the provider block that all platforms share. */
export const connectionAttributes = {
  requestTimeout: optional(
    number,
    "Longest time for one request in seconds, including retries and waits. Default `30`.",
    { check: between(0.1, 3600) },
  ),
  maxAttempts: optional(
    integer,
    "Most attempts for a request that fails temporarily. Default `3`. Attempts that a platform's flow control refuses may have a limit of their own.",
    { check: between(1, 10) },
  ),
  maxConnections: optional(integer, "Most connections open at the same time. Default `10`.", {
    check: between(1, 1000),
  }),
  requestsPerSecond: optional(number, "Most requests per second, evenly spaced. No limit by default.", {
    check: between(0.01, 10_000),
  }),
  batchReads: optional(
    bool,
    "Combine single reads into searches; useful with hundreds of `connect_product` data sources. A platform's search may leave out attributes that its single read returns, such as the creation time. No effect on a platform where a search is not cheaper than single reads. Default `false`.",
  ),
  caFile: optional(
    string,
    "PEM file with certificate authorities to trust in addition to those of Node.js, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `SSL_CERT_DIR` and, from Node.js 22.15 on, the system's store.",
  ),
  insecureSkipVerify: optional(bool, "Do not verify the platform's TLS certificate; for tests only. Default `false`."),
  allowPlainHttp: optional(
    bool,
    "Allow `http://` endpoints on other machines. The network can then read keys and data. Default `false`; loopback addresses are always allowed.",
  ),
  onUnavailable: optionalWord(
    onUnavailableWords,
    "What to do if the platform cannot be reached or fails: `error` (default), or `recorded` to use what `record_file` holds, with a warning. A platform that refuses the read, or has no such product, is an error in any case.",
  ),
  recordFile: optional(
    string,
    'File of the values for `on_unavailable = "recorded"`, as `cdktf-connect lock add` writes it. Default: `connect.lock.json` in the directory of the configuration, where a CDKTF program puts it.',
    { check: checkPresent },
  ),
  recordMaxAge: optional(
    number,
    "Days after which a recorded value no longer stands in for the platform's. No limit by default.",
    { check: between(0, 36_500) },
  ),
};

export type ConnectionSettings = Values<typeof connectionAttributes>;

/** What is about the connections themselves. */
type HttpSettings = Omit<ConnectionSettings, "onUnavailable" | "recordFile" | "recordMaxAge">;

/** The settings, with the defaults that their descriptions state. */
export const connectionOptions = (
  settings: HttpSettings,
  rest: Pick<HttpOptions, "userAgent" | "addressFrom" | "addressHint" | "observe">,
): HttpOptions => ({
  requestTimeout: settings.requestTimeout ?? 30,
  maxAttempts: settings.maxAttempts ?? 3,
  maxConnections: settings.maxConnections ?? 10,
  requestsPerSecond: settings.requestsPerSecond,
  caFile: settings.caFile,
  insecureSkipVerify: settings.insecureSkipVerify ?? false,
  allowPlainHttp: settings.allowPlainHttp ?? false,
  ...rest,
});
