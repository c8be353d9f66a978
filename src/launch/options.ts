// The options in NODE_OPTIONS that reach the provider: limits, TLS and addresses. Options that preload, inspect or are unknown here
// do not, because they are meant for another program and would break or slow down this one.

const flags = [
  "use-openssl-ca",
  "use-bundled-ca",
  "use-system-ca",
  "openssl-legacy-provider",
  "openssl-shared-config",
  "enable-fips",
  "force-fips",
  "tls-min-v1.2",
  "tls-min-v1.3",
  "tls-max-v1.2",
  "tls-max-v1.3",
  "no-network-family-autoselection",
  "jitless",
  "no-warnings",
];

const withValues = [
  "max-old-space-size",
  "max-old-space-size-percentage",
  "max-semi-space-size",
  "max-http-header-size",
  "stack-trace-limit",
  "v8-pool-size",
  "openssl-config",
  "icu-data-dir",
  "secure-heap",
  "secure-heap-min",
  "tls-cipher-list",
  "dns-result-order",
  "network-family-autoselection-attempt-timeout",
];

/** The kept words of NODE_OPTIONS, as a pattern of a shell's `case`. Node treats an underscore as a hyphen. */
export const keptPattern: string = [...flags, ...withValues.map((name) => `${name}=*`)]
  .map((name) => `--${name.replace(/-/g, "[-_]")}`)
  .join("|");

const kept = new RegExp(`^(${keptPattern.replace(/\./g, "\\.").replace(/\*/g, ".*")})$`, "s");

/** The names of the dropped options, without values, which may be secret. A word with a quote or a backslash is always dropped. */
export const droppedOptions = (nodeOptions: string): string[] =>
  nodeOptions
    .split(" ")
    .filter((word) => word.startsWith("-") && (/["\\]/.test(word) || !kept.test(word)))
    .map((word) => word.replace(/=.*/s, ""));
