import { connect as connectSession, constants } from "node:http2";
import { connect as connectTls } from "node:tls";
import { encode } from "@msgpack/msgpack";
import { PbfReader, PbfWriter } from "pbf";
import { createIdentity, toPem } from "../../src/plugin/go-plugin/certificate";
import { head, unframe } from "../../src/plugin/go-plugin/framing";
import type { Diagnostic, DynamicValue } from "../../src/plugin/tfplugin6/gen/tfplugin6";
import type { Attributes } from "../../src/schema/attribute";
import { snakeCase } from "../../src/schema/name";

const identity = createIdentity();

/** What Terraform starts a provider with. */
export const hostEnvironment = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "6",
  PLUGIN_CLIENT_CERT: toPem(identity.certificate),
};

/** One method, from the host's side. */
export interface Method<I> {
  readonly path: string;
  readonly write: (request: I, pbf: PbfWriter) => void;
  readonly read: (pbf: PbfReader, end: number) => { readonly diagnostics?: readonly Diagnostic[] };
}

/** The other end of the plugin protocol, as far as measuring needs it. */
export interface Host {
  /** Makes one call; throws where the answer has a diagnostic. */
  call<I>(method: Method<I>, request: I): Promise<void>;
  close(): void;
}

/** Connects to a provider by the line it has printed. */
export function connectHost(handshakeLine: string): Host {
  const [, , , path = ""] = handshakeLine.split("|");
  const session = connectSession("https://localhost", {
    createConnection: () =>
      connectTls({
        path,
        key: identity.key,
        cert: toPem(identity.certificate),
        ALPNProtocols: ["h2"],
        // Only time is measured here; Terraform compares the certificate with the one in the line.
        rejectUnauthorized: false,
      }),
  });
  return {
    async call({ path, write, read }, request) {
      const writer = new PbfWriter();
      write(request, writer);
      const message = writer.finish();
      const stream = session.request({
        [constants.HTTP2_HEADER_METHOD]: "POST",
        [constants.HTTP2_HEADER_PATH]: path,
        [constants.HTTP2_HEADER_CONTENT_TYPE]: "application/grpc",
        te: "trailers",
      });
      stream.end(Buffer.concat([head(message.length), message]));
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      const answer = unframe(Buffer.concat(chunks));
      const { diagnostics = [] } = read(new PbfReader(answer), answer.length);
      if (diagnostics.length > 0) throw new Error(diagnostics.map(({ summary }) => summary).join());
    },
    close: () => session.close(),
  };
}

/** A block in which so much is written and the rest is null. */
export const blockOf = (attributes: Attributes, written: Readonly<Record<string, unknown>> = {}): DynamicValue => ({
  msgpack: encode({
    ...Object.fromEntries(Object.keys(attributes).map((name) => [snakeCase(name), null])),
    ...written,
  }),
});
