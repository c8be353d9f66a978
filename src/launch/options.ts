// What of NODE_OPTIONS reaches the provider: limits, TLS and addresses. Whatever preloads, inspects or is not known here does not,
// because it is meant for another program and would break or slow down this one.

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

/** The words of NODE_OPTIONS that are kept, as a pattern of a shell's `case`. Node takes an underscore for a hyphen. */
export const keptPattern: string = [...flags, ...withValues.map((name) => `${name}=*`)]
  .map((name) => `--${name.replace(/-/g, "[-_]")}`)
  .join("|");

const kept = new RegExp(`^(${keptPattern.replace(/\./g, "\\.").replace(/\*/g, ".*")})$`, "s");

/** The words that are not, the names of options alone: a value may be secret. A word with a quote or a backslash is never kept. */
export const droppedOptions = (nodeOptions: string): string[] =>
  nodeOptions
    .split(" ")
    .filter((word) => word.startsWith("-") && (/["\\]/.test(word) || !kept.test(word)))
    .map((word) => word.replace(/=.*/s, ""));
