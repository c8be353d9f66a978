import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { until } from "../../support/clock";
import { Health } from "../../support/plugin/gen/health_pb";
import type { HostConnection } from "../../support/plugin/host";
import { Bench, type Launched } from "../../support/plugin/launch";

let bench: Bench;
let provider: Launched;
let terraform: HostConnection;

beforeAll(async () => {
  bench = await Bench.create();
  provider = await bench.launch();
  terraform = provider.connect();
});
afterAll(async () => {
  terraform.close();
  await bench.close();
});

test.each([
  "/tfplugin6.Provider/ReadResource",
  "/tfplugin6.Provider/PlanResourceChange",
  "/nobody.Nothing/Nowhere",
  "/",
])("a method it does not have is UNIMPLEMENTED: %s", async (path) => {
  await expect(terraform.callRaw(path, Buffer.alloc(0))).rejects.toMatchObject({ code: 12 });
});

test.each(["GetFunctions", "GetResourceIdentitySchemas", "RenewEphemeralResource"])(
  "what cores of later versions ask of every provider has an empty answer: %s",
  async (name) => {
    expect(await terraform.callRaw(`/tfplugin6.Provider/${name}`, Buffer.alloc(0))).toHaveLength(0);
  },
);

test("an error of the wire travels with its text, whatever characters that has", async () => {
  await expect(terraform.call(Health.method.check, { service: "100 % 电表 a/b" })).rejects.toMatchObject({
    details: "unknown service 100 % 电表 a/b",
  });
});

test("a request that is not what the method takes is an invalid argument", async () => {
  await expect(
    terraform.callRaw("/tfplugin6.Provider/ReadDataSource", Buffer.from("0aff", "hex")),
  ).rejects.toMatchObject({ code: 3 });
});

test("a request beyond the bound is refused and the bound is named", async () => {
  await expect(
    terraform.callRaw("/tfplugin6.Provider/ReadDataSource", Buffer.alloc(65 * 1024 * 1024)),
  ).rejects.toMatchObject({ code: 8, details: expect.stringContaining("67108864") });
});

test("the connection survives what it refused", async () => {
  expect(await terraform.call(Health.method.check, { service: "plugin" })).toMatchObject({ status: 1 });
});

test("the health of the plugin is known, and of nothing else", async () => {
  expect(await terraform.call(Health.method.check, { service: "" })).toMatchObject({ status: 1 });
  await expect(terraform.call(Health.method.check, { service: "other" })).rejects.toMatchObject({ code: 5 });
});

test.each(["/plugin.GRPCStdio/StreamStdio", "/plugin.GRPCBroker/StartStream"])(
  "the stream stays open and silent: %s",
  async (path) => {
    const stream = terraform.listen(path);
    await until(() => stream.events.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(stream.events).toEqual(["metadata"]);
    stream.stop();
  },
);

describe("a message", () => {
  const text = "\u0000\u0000\u0000\u0000\u0008\n\u0006plugin";
  let session: ClientHttp2Session;

  beforeAll(async () => {
    const plain = await bench.launch({ environment: { PLUGIN_CLIENT_CERT: undefined } });
    const path = plain.line.split("|")[3] as string;
    session = connect("http://localhost", { createConnection: () => connectSocket({ path }) });
  });
  afterAll(() => session.close());

  /** Sends these chunks as the body of a health check. */
  async function send(...chunks: readonly string[]): Promise<{ status: unknown; message: unknown; body: string }> {
    const request = session.request({
      ":method": "POST",
      ":path": "/grpc.health.v1.Health/Check",
      "content-type": "application/grpc",
    });
    const seen: Record<string, unknown> = {};
    let body = "";
    request.on("response", (headers) => Object.assign(seen, headers));
    request.on("trailers", (headers) => Object.assign(seen, headers));
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("latin1");
    });
    for (const chunk of chunks) {
      request.write(chunk, "latin1");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    request.end();
    await new Promise((resolve) => request.once("close", resolve));
    return { status: seen["grpc-status"], message: seen["grpc-message"], body };
  }

  test("is answered with one", async () => {
    expect(await send(text)).toEqual({ status: "0", message: undefined, body: "\0\0\0\0\u0002\u0008\u0001" });
  });

  test("may come in any pieces", async () => {
    for (let cut = 1; cut < text.length; cut++)
      expect(await send(text.slice(0, cut), text.slice(cut))).toMatchObject({ status: "0" });
  });

  test("is refused when it is compressed", async () => {
    const refused = { status: "12", message: "compressed messages are not supported", body: "" };
    expect(await send(`\u0001${text.slice(1)}`)).toEqual(refused);
    expect(await send("\u0001", text.slice(1))).toEqual(refused);
  });

  test("is refused as soon as its head announces too much", async () => {
    expect(await send("\u0000\u007f\u00ff\u00ff\u00ff", "x")).toMatchObject({ status: "8" });
  });

  test.each([
    ["is missing", ""],
    ["ends early", text.slice(0, -1)],
    ["is followed by something", `${text}x`],
    ["comes twice", text + text],
  ])("is refused when it %s", async (_, body) => {
    expect(await send(body)).toMatchObject({ status: "13", message: expect.stringContaining("exactly one") });
  });
});
