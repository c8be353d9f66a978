import { existsSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { join } from "node:path";
import { connect } from "node:tls";
import { create, toBinary } from "@bufbuild/protobuf";
import { GRPCController } from "../../../src/plugin/go-plugin/gen/plugin_pb";
import { Provider } from "../../../src/plugin/tfplugin6/gen/tfplugin6_pb";
import { newDirectory } from "../../support/directory";
import { echoConfig, providerConfig } from "../../support/plugin/config";
import type { HostConnection } from "../../support/plugin/host";
import { Bench, type Launch, type Launched } from "../../support/plugin/launch";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.create();
});
afterEach(() => {
  expect(bench.leftovers()).toEqual([]);
});
afterAll(() => bench.close());

const { method } = Provider;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function start(launch?: Launch): Promise<{ provider: Launched; terraform: HostConnection }> {
  const provider = await bench.launch(launch);
  const terraform = provider.connect();
  await terraform.call(method.configureProvider, { config: providerConfig() });
  return { provider, terraform };
}

const read = (terraform: HostConnection, behaviour: string) =>
  terraform.call(method.readDataSource, { typeName: "toy_echo", config: echoConfig({ text: "a", behaviour }) });

/** How long the process took to be gone. */
async function timeToEnd(provider: Launched, cause: () => unknown) {
  const begin = Date.now();
  await cause();
  const ended = await provider.ended;
  return { ...ended, milliseconds: Date.now() - begin };
}

test("Shutdown is answered, and the process is gone within 200 ms", async () => {
  const { provider, terraform } = await start();
  terraform.listen("/plugin.GRPCStdio/StreamStdio");
  const end = await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.milliseconds).toBeLessThan(200);
  terraform.close();
});

test("the definition's close is called at the end", async () => {
  const folder = newDirectory();
  const TOY_CLOSED = join(folder, "closed");
  const { provider, terraform } = await start({ environment: { TOY_CLOSED } });
  await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  expect(existsSync(TOY_CLOSED)).toBe(true);
  terraform.close();
});

test("a close that hangs is not waited for", async () => {
  const { provider, terraform } = await start({ environment: { TOY_CLOSES_FOREVER: "1" } });
  const end = await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  expect(end.milliseconds).toBeLessThan(300);
  terraform.close();
});

test("a lost host ends it after 200 ms, even in the middle of a read that hangs", async () => {
  const { provider, terraform } = await start({ environment: { TF_LOG: "info" } });
  const socket = connect({
    path: provider.line.split("|")[3] as string,
    key: bench.host.key,
    cert: bench.host.certificate,
    rejectUnauthorized: false,
    ALPNProtocols: ["h2"],
  });
  const session = connectHttp2("https://localhost", { createConnection: () => socket });
  const message = toBinary(
    method.readDataSource.input,
    create(method.readDataSource.input, {
      typeName: "toy_echo",
      config: echoConfig({ text: "a", behaviour: "ignore" }),
    }),
  );
  const request = session.request({
    ":method": "POST",
    ":path": "/tfplugin6.Provider/ReadDataSource",
    "content-type": "application/grpc",
  });
  for (const each of [session, request]) each.on("error", () => {});
  request.end(Buffer.concat([Buffer.of(0, 0, 0, 0, message.length), message]));
  await pause(100);
  terraform.close();
  await pause(300);
  expect(provider.stderr()).toContain('"reading"');
  const end = await timeToEnd(provider, () => socket.destroy());
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.milliseconds).toBeGreaterThan(190);
  expect(end.milliseconds).toBeLessThan(500);
  expect(provider.stderr()).toContain('"aborted"');
});

test("strangers who come and go do not end it", async () => {
  const provider = await bench.launch();
  const stranger = provider.connect({});
  await expect(stranger.call(method.getMetadata, {})).rejects.toMatchObject({ code: 14 });
  stranger.close();
  await pause(400);
  const terraform = provider.connect();
  expect((await terraform.call(method.getMetadata, {})).dataSources).toHaveLength(1);
  await timeToEnd(provider, () => terraform.close());
});

test("SIGTERM ends it at once", async () => {
  const { provider, terraform } = await start();
  const end = await timeToEnd(provider, () => provider.process.kill("SIGTERM"));
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.milliseconds).toBeLessThan(200);
  terraform.close();
});

test("Ctrl-C, which reaches the whole process group, is left to Terraform", async () => {
  const { provider, terraform } = await start();
  provider.process.kill("SIGINT");
  provider.process.kill("SIGINT");
  await pause(100);
  expect(await read(terraform, "warn")).toMatchObject({ diagnostics: [{ summary: "Mind the text" }] });
  await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  terraform.close();
});

test("the end of stdin means nothing, and stdin is never read", async () => {
  const { provider, terraform } = await start();
  provider.process.stdin?.end("for somebody else\n");
  await pause(300);
  expect(await read(terraform, "warn")).toMatchObject({ diagnostics: [{ summary: "Mind the text" }] });
  await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  terraform.close();
});

test("a stderr that nobody reads any more does not disturb it", async () => {
  const { provider, terraform } = await start({ environment: { TF_LOG: "trace" } });
  provider.process.stderr?.destroy();
  await pause(50);
  expect(await read(terraform, "print")).toMatchObject({ diagnostics: [] });
  await timeToEnd(provider, () => terraform.call(GRPCController.method.shutdown, {}));
  terraform.close();
});

test.each([
  ["crash", "crashed beside the call"],
  ["reject", "rejected beside the call"],
])(
  "a crash fails every pending call with its message and leaves Terraform a report: %s",
  async (behaviour, message) => {
    const { provider, terraform } = await start();
    const waiting = read(terraform, "ignore");
    await pause(50);
    const crashing = read(terraform, behaviour);
    for (const { diagnostics } of await Promise.all([waiting, crashing]))
      expect(diagnostics).toMatchObject([{ detail: expect.stringContaining(message) }]);
    expect(await provider.ended).toEqual({ code: 2, signal: null });
    expect(provider.stderr()).toMatch(new RegExp(`^panic: ${message}\n\nError: ${message}\n +at `));
    terraform.close();
  },
);
