import { timingSafeEqual, X509Certificate } from "node:crypto";
import { createServer as createPlainServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from "node:tls";
import { attempt } from "../../schema/attempt";
import { createIdentity, toPem } from "./certificate";

export interface Door {
  readonly server: Server;
  /** the certificate that the host expects; undefined without TLS */
  readonly certificate: Buffer | undefined;
}

/**
 * A server that accepts exactly one peer: the owner of the certificate in `hostCertificate` (PEM). Other peers are disconnected
 * before a byte of HTTP is read. Without a certificate it is a plain server.
 */
export function openDoor(hostCertificate: string | undefined, welcome: (socket: Socket) => void): Door {
  const enter = (socket: Socket) => {
    // A peer that disconnects must not crash the process.
    socket.on("error", () => {});
    welcome(socket);
  };
  if (!hostCertificate) return { server: createPlainServer(enter), certificate: undefined };
  const expected = parse(hostCertificate);
  const { certificate, key } = createIdentity();
  const options: TlsOptions = {
    key,
    cert: toPem(certificate),
    // TLS proves that the peer has the key; the certificate is compared here. That is stricter than a chain, and
    // a certificate in `ca` would make Node parse all its bundled roots (20 ms).
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ["h2"],
    minVersion: "TLSv1.3",
  };
  const server = createTlsServer(options, (socket) => {
    if (isHost(socket, expected)) enter(socket);
    else socket.destroy();
  });
  return { server, certificate };
}

function isHost(socket: TLSSocket, expected: Buffer): boolean {
  const shown = socket.getPeerX509Certificate()?.raw;
  return shown !== undefined && shown.length === expected.length && timingSafeEqual(shown, expected);
}

function parse(pem: string): Buffer {
  const certificate = attempt(() => new X509Certificate(pem));
  if (certificate === undefined) throw new Error("the certificate in PLUGIN_CLIENT_CERT cannot be read");
  return certificate.raw;
}
