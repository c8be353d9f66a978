import type { Address } from "./listen";

/** What go-plugin's host tells a plugin through its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

// Terraform's own, the same for every provider: it tells a host from a person, it is no secret.
const COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const CORE_PROTOCOL = 1;
/** Terraform's plugin protocol, the only one we speak. */
export const PROTOCOL = 6;

/** True when Terraform, or another host that knows the cookie, started this process. */
export const startedByHost = (environment: Environment): boolean => environment[COOKIE_NAME] === COOKIE;

/** Throws where the host offers protocols and ours is not among them. Hosts list theirs in no particular order. */
export function checkProtocol(environment: Environment): void {
  const offered = environment.PLUGIN_PROTOCOL_VERSIONS;
  if (offered && !offered.split(",").some((version) => Number(version) === PROTOCOL))
    throw new Error(
      `it speaks plugin protocol ${PROTOCOL}, but was started by something that offers only ${offered}; use Terraform 1.0 or newer`,
    );
}

/** The line by which the host learns where we listen and which certificate to expect. */
export function handshakeLine({ network, text }: Address, certificate: Buffer | undefined): string {
  // Go's "raw" base64 has no padding.
  const shown = certificate?.toString("base64").replace(/=+$/, "") ?? "";
  return `${[CORE_PROTOCOL, PROTOCOL, network, text, "grpc", shown].join("|")}\n`;
}
