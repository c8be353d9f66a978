import { X509Certificate } from "node:crypto";
import {
  create,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { Client, type ClientOptions, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { x509 } from "../x509";

/** What a host shows its plugins. */
export interface HostIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate as Terraform makes it: self-signed, on P-521. */
export async function createHostIdentity(): Promise<HostIdentity> {
  const { subtle } = globalThis.crypto;
  const keys = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-521" }, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    keys,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-512" },
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }])],
  });
  const key = Buffer.from(await subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    certificate: certificate.toString("pem"),
    key: `-----BEGIN PRIVATE KEY-----\n${key.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`,
  };
}

/** A connection to a plugin by gRPC's own client. */
export class HostConnection {
  private readonly client: Client;

  constructor(address: string, serverCertificate: string, identity: Partial<HostIdentity> | undefined) {
    const pem = serverCertificate && new X509Certificate(Buffer.from(serverCertificate, "base64")).toString();
    const secure = pem
      ? credentials.createSsl(
          Buffer.from(pem),
          identity?.key ? Buffer.from(identity.key) : null,
          identity?.certificate ? Buffer.from(identity.certificate) : null,
        )
      : credentials.createInsecure();
    const options: ClientOptions = {
      "grpc.ssl_target_name_override": "localhost",
      "grpc.default_authority": "localhost",
      "grpc.use_local_subchannel_pool": 1,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    };
    this.client = new Client(address, secure, options);
  }

  /** One call, in the messages of its generated description. */
  async call<M extends DescMethodUnary>(
    method: M,
    request: MessageInitShape<M["input"]>,
    signal?: AbortSignal,
  ): Promise<MessageShape<M["output"]>> {
    const path = `/${method.parent.typeName}/${method.name}`;
    const bytes = toBinary(method.input, create(method.input, request));
    return fromBinary(method.output, await this.callRaw(path, Buffer.from(bytes), {}, signal)) as MessageShape<
      M["output"]
    >;
  }

  /** One call in bytes; rejects with gRPC's own error. */
  callRaw(path: string, request: Buffer, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Buffer> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    const same = (bytes: Buffer) => bytes;
    return new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        same,
        same,
        request,
        metadata,
        { deadline: Date.now() + 300_000 },
        (error: ServiceError | null, response?: Buffer) => (error ? reject(error) : resolve(response as Buffer)),
      );
      signal?.addEventListener("abort", () => call.cancel());
    });
  }

  /** A stream that is opened and only listened to. */
  listen(path: string): { readonly events: string[]; readonly stop: () => void } {
    const events: string[] = [];
    const same = (bytes: Buffer) => bytes;
    const call = this.client.makeServerStreamRequest(path, same, same, Buffer.alloc(0));
    for (const event of ["metadata", "data", "end", "error"]) call.on(event, () => events.push(event));
    return { events, stop: () => call.cancel() };
  }

  close(): void {
    this.client.close();
  }
}
