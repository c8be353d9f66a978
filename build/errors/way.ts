import { section } from "./section";

export const way = section("The way to the platform", {
  "plain-http": [
    "The endpoint begins with `http://` and is not on this machine: keys would be sent unencrypted.",
    "Use `https://`. In a trusted network, set `allow_plain_http = true`.",
  ],
  "host-unknown": [
    "The name server knows no address for the host.",
    "Check the spelling of `endpoint` (or `region`), and whether a VPN or another name server is needed.",
  ],
  "name-server-failed": ["The name server did not respond.", "Check the network of this machine; try again."],
  "connection-refused": [
    "The host responds, but no program listens at this port.",
    "Check the port in `endpoint`, and that the platform runs.",
  ],
  "connection-timeout": [
    "No connection was established in time. Firewalls often drop connections instead of refusing them.",
    "Check `endpoint`, the firewall, and whether a proxy (`HTTPS_PROXY`) is needed.",
  ],
  "connection-lost": [
    "The connection was closed before the response was complete, in every attempt.",
    "Try again; then check proxies and load balancers on the way.",
  ],
  "not-tls": ["The server does not speak TLS at this port.", "Check the port; see `allow_plain_http` for plain http."],
  "tls-failed": [
    "TLS could not be established: no common version or cipher, or no handshake.",
    "Check the port and the TLS versions of the server.",
  ],
  "certificate-rejected": [
    "The certificate of the server has expired, belongs to another name, or is signed by an authority that is not trusted here.",
    "Name a company's authority in `ca_file` (or `SSL_CERT_FILE`, `SSL_CERT_DIR`, `NODE_EXTRA_CA_CERTS`); check the host and this machine's clock.",
  ],
  "proxy-failed": [
    "The proxy did not connect to the platform.",
    "Check the proxy's address, user and password, or exempt the host with `NO_PROXY`.",
  ],
  "not-http": ["The server responded with another protocol than HTTP.", "Check the scheme and the port in `endpoint`."],
  "answer-timeout": [
    "No complete response arrived within `request_timeout`, or within ten times of it for a read of many values.",
    "Raise `request_timeout` if the platform is only slow; otherwise check the way to it.",
  ],
  "answer-not-utf8": [
    "The response contains bytes that are not UTF-8.",
    "Check that `endpoint` is the platform, and that no proxy converts responses.",
  ],
  "answer-compressed": ["The response is compressed, which was not requested.", "Check the proxies on the way."],
  "answer-too-large": [
    "The response is larger than the bound that the message names: 1 MiB for a token or a product, 16 MiB for a page of a list, 500,000 objects and lists in any response, 64 MB for the result of a data source.",
    "Narrow the filter, or split it over several data sources.",
  ],
  "request-cancelled": ["The request was cancelled, for example by Ctrl-C.", "Nothing."],
  "out-of-memory": [
    "The provider or the command may use too little memory or address space to read responses, for example under `ulimit -v`.",
    "Raise the limit: `ulimit -v`, the memory of the container, or `--max-old-space-size` in `NODE_OPTIONS`.",
  ],
  "request-failed": [
    "The request failed for a reason that is not known here; the message holds Node's code.",
    "Check `endpoint`, and that the platform can be reached.",
  ],
});
