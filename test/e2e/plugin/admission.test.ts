import { X509Certificate } from "node:crypto";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectPlain } from "node:net";
import { connect as connectTls } from "node:tls";
import { Provider } from "../../support/plugin/gen/tfplugin6_pb";
import { createHostIdentity, type HostConnection, type HostIdentity } from "../../support/plugin/host";
import { Bench, type Launched } from "../../support/plugin/launch";

let bench: Bench;
let provider: Launched;
const connections: HostConnection[] = [];

beforeAll(async () => {
  bench = await Bench.create();
  provider = await bench.launch();
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  await bench.close();
});

function askAs(identity: Partial<HostIdentity> | undefined) {
  const connection = provider.connect(identity);
  connections.push(connection);
  return connection.call(Provider.method.getMetadata, {});
}

test("the host whose certificate was announced is served", async () => {
  expect((await askAs(bench.host)).dataSources).toHaveLength(1);
});

test("a caller with another certificate is refused", async () => {
  await expect(askAs(await createHostIdentity())).rejects.toMatchObject({ code: 14 });
});

test("a caller without a certificate is refused", async () => {
  await expect(askAs({})).rejects.toMatchObject({ code: 14 });
});

test("the host's certificate is worth nothing without its key", async () => {
  const { key } = await createHostIdentity();
  await expect(async () => askAs({ certificate: bench.host.certificate, key })).rejects.toThrow();
});

test("a refused caller gets no byte of HTTP", async () => {
  const path = provider.line.split("|")[3] as string;
  const heard: Buffer[] = [];
  await new Promise<void>((resolve) => {
    const socket = connectTls({ path, rejectUnauthorized: false, ALPNProtocols: ["h2"] });
    socket.on("data", (chunk) => heard.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  });
  expect(Buffer.concat(heard)).toHaveLength(0);
});

test("bytes that are no TLS do not disturb the host", async () => {
  const path = provider.line.split("|")[3] as string;
  await new Promise<void>((resolve) => {
    const socket = connectPlain({ path });
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.end("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    socket.resume();
  });
  expect((await askAs(bench.host)).dataSources).toHaveLength(1);
});

test("the server shows the certificate it announced, on TLS 1.3", async () => {
  const [, , , path, , announced] = provider.line.split("|");
  const seen = await new Promise<{ protocol: string | null; certificate: string | undefined }>((resolve, reject) => {
    const socket = connectTls(
      { path: path as string, rejectUnauthorized: false, key: bench.host.key, cert: bench.host.certificate },
      () => {
        const certificate = socket.getPeerX509Certificate()?.raw.toString("base64").replace(/=+$/, "");
        resolve({ protocol: socket.getProtocol(), certificate });
        socket.destroy();
      },
    );
    socket.on("error", reject);
  });
  expect(seen).toEqual({ protocol: "TLSv1.3", certificate: announced });
  expect(new X509Certificate(Buffer.from(announced as string, "base64")).checkHost("localhost")).toBe("localhost");
});

test("over TCP the same rules hold", async () => {
  const overTcp = await bench.launch({ environment: { TOY_NETWORK: "tcp" } });
  expect(overTcp.line).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc\|.+/);
  const host = overTcp.connect();
  const stranger = overTcp.connect(await createHostIdentity());
  connections.push(host, stranger);
  expect((await host.call(Provider.method.getMetadata, {})).dataSources).toHaveLength(1);
  await expect(stranger.call(Provider.method.getMetadata, {})).rejects.toMatchObject({ code: 14 });
});

test("over TCP nothing is served without TLS", async () => {
  const { line, ended } = await bench.launch({
    environment: { TOY_NETWORK: "tcp", PLUGIN_CLIENT_CERT: undefined },
  });
  expect(line).toBe("The toy provider cannot start: TLS is required on a TCP port, and the host did not request it");
  expect(await ended).toEqual({ code: 1, signal: null });
});

test("on a socket in its private folder a host may do without TLS", async () => {
  const plain = await bench.launch({ environment: { PLUGIN_CLIENT_CERT: undefined } });
  expect(plain.line).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|$/);
  const host = plain.connect();
  connections.push(host);
  expect((await host.call(Provider.method.getMetadata, {})).dataSources).toHaveLength(1);
});

test("what is no gRPC call is answered as HTTP says", async () => {
  const plain = await bench.launch({ environment: { PLUGIN_CLIENT_CERT: undefined } });
  const path = plain.line.split("|")[3] as string;
  const session = connectHttp2("http://localhost", { createConnection: () => connectPlain({ path }) });
  const status = await new Promise((resolve) => {
    const request = session.request({ ":path": "/" });
    request.on("response", (headers) => resolve(headers[":status"]));
    request.end();
  });
  session.close();
  expect(status).toBe(415);
});
