import type { Explanation } from "./explain";

/** What OpenSSL calls the alert of a server that wants a certificate of its client; its versions spell the beginning differently. */
const wantsCertificate = /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|NO_CERTIFICATE|UNSUPPORTED_CERTIFICATE)$/;
/** The names of the other alerts that are not about versions and ciphers. */
const otherAlert = /ALERT_(?!.*(PROTOCOL_VERSION|HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)$)/;

/** Why a TLS connection came to nothing, apart from certificates that are not accepted here. */
export function endedHandshake(code: string, host: string): Explanation {
  if (wantsCertificate.test(code))
    return [
      "tls-failed",
      `${host} requires a certificate of its clients, and cdktf-connect has none (${code}).`,
      "Use an address of the platform that requires none, or a local proxy that presents one.",
    ];
  if (otherAlert.test(code))
    return [
      "tls-failed",
      `${host} ended the TLS connection (${code}).`,
      "Check the host and the port in endpoint, and the proxies and load balancers on the way.",
    ];
  const perhaps = code.includes("HANDSHAKE_FAILURE") ? ", or it requires a certificate of its clients" : "";
  return [
    "tls-failed",
    `${host} and this machine have no TLS version or cipher in common${perhaps} (${code}).`,
    "Check that endpoint names the right port, and which TLS versions the server offers.",
  ];
}
