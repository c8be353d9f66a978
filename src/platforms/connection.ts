import type { HttpOptions } from "../http/http";
import { optional, type Values } from "../schema/attribute";
import { bool, integer, number, string } from "../schema/type";

const between = (least: number, most: number) => (value: number) =>
  value >= least && value <= most ? undefined : `It must be between ${least} and ${most}; it is ${value}.`;

/** How to talk to a platform, whichever it is: the provider block beside the platform's own. */
export const connectionAttributes = {
  requestTimeout: optional(
    number,
    "Seconds one request may take altogether, with its retries and waits. Default `30`.",
    { check: between(0.1, 3600) },
  ),
  maxAttempts: optional(
    integer,
    "How often a request is sent at most when it fails in a way that may pass. Default `3`. (Aliyun's flow control is waited out apart from it: up to 10 times within 60 seconds.)",
    { check: between(1, 10) },
  ),
  maxConnections: optional(integer, "Connections open at once. Default `10`.", { check: between(1, 1000) }),
  requestsPerSecond: optional(number, "Requests sent per second at most, evenly spaced. No limit by default.", {
    check: between(0.01, 10_000),
  }),
  batchReads: optional(
    bool,
    "ApiResponse many single reads with few searches: for hundreds of `connect_product`. The platform's search may leave out what only its read tells (EnOS's samples show no creation time and no authors); no effect on Aliyun IoT. Default `false`.",
  ),
  caFile: optional(string, "PEM file with certificate authorities to trust beside those of the system."),
  insecureSkipVerify: optional(bool, "Do not verify the platform's TLS certificate. Only for tests. Default `false`."),
  allowPlainHttp: optional(
    bool,
    "Allow `http://` endpoints on other machines: everything sent can be read on the way. Default `false`; loopback is always allowed.",
  ),
};

export type ConnectionSettings = Values<typeof connectionAttributes>;

/** The settings with the defaults their descriptions state. */
export const connectionOptions = (
  settings: ConnectionSettings,
  rest: Pick<HttpOptions, "userAgent" | "addressFrom" | "log">,
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
