import type { Address } from "./listen";

/** The variables that go-plugin's host sets for a plugin. */
export type Environment = Readonly<Record<string, string | undefined>>;

// Terraform's own, the same for every provider: it distinguishes a host from a person, and is not a secret.
const COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const CORE_PROTOCOL = 1;
/** Terraform's plugin protocol, the only one we speak. */
export const PROTOCOL = 6;

/** True when Terraform, or another host that knows the cookie, started this process. */
export const startedByHost = (environment: Environment): boolean => environment[COOKIE_NAME] === COOKIE;

/** Throws if the host lists protocols without ours. The list has no particular order. */
export function checkProtocol(environment: Environment): void {
  const offered = environment.PLUGIN_PROTOCOL_VERSIONS;
  if (offered && !offered.split(",").some((version) => Number(version) === PROTOCOL))
    throw new Error(
      `it supports plugin protocol ${PROTOCOL}, but the program that started it only supports ${offered}; use Terraform 1.0 or newer`,
    );
}

/** The line that informs the host of our address and certificate. */
export function handshakeLine({ network, text }: Address, certificate: Buffer | undefined): string {
  // Go's "raw" base64 has no padding.
  const shown = certificate?.toString("base64").replace(/=+$/, "") ?? "";
  return `${[CORE_PROTOCOL, PROTOCOL, network, text, "grpc", shown].join("|")}\n`;
}
