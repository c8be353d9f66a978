import { existsSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { join } from "node:path";
import { connect } from "node:tls";
import { create, toBinary } from "@bufbuild/protobuf";
import { until } from "../../support/clock";
import { newDirectory } from "../../support/directory";
import { echoConfig, providerConfig } from "../../support/plugin/config";
import { GRPCController } from "../../support/plugin/gen/plugin_pb";
import { Provider } from "../../support/plugin/gen/tfplugin6_pb";
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
/** Gives what must not happen a chance to happen. */
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function start(launch?: Launch): Promise<{ provider: Launched; terraform: HostConnection }> {
  const provider = await bench.launch(launch);
  const terraform = provider.connect();
  await terraform.call(method.configureProvider, { config: providerConfig() });
  return { provider, terraform };
}

const read = (terraform: HostConnection, behaviour: string) =>
  terraform.call(method.readDataSource, { typeName: "toy_echo", config: echoConfig({ text: "a", behaviour }) });

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const ordinary = { code: 0, signal: null };

/** Tells the provider to end, hangs up as Terraform does, and waits until it has ended. */
async function shutDown({ provider, terraform }: { provider: Launched; terraform: HostConnection }) {
  await terraform.call(GRPCController.method.shutdown, {});
  terraform.close();
  expect(await provider.ended).toEqual(ordinary);
}

test("Shutdown is answered and ends the process, however many streams are open", async () => {
  const started = await start();
  started.terraform.listen("/plugin.GRPCStdio/StreamStdio");
  await shutDown(started);
});

test("Shutdown ends the process also when the host does not hang up", async () => {
  const { provider, terraform } = await start();
  await terraform.call(GRPCController.method.shutdown, {});
  expect(await provider.ended).toEqual(ordinary);
  terraform.close();
});

test("the definition's close is called at the end", async () => {
  const folder = newDirectory();
  const TOY_CLOSED = join(folder, "closed");
  await shutDown(await start({ environment: { TOY_CLOSED } }));
  expect(existsSync(TOY_CLOSED)).toBe(true);
});

test("a close that hangs is not waited for", async () => {
  await shutDown(await start({ environment: { TOY_CLOSES_FOREVER: "1" } }));
});

test("a lost host ends it, even in the middle of a read that hangs", async () => {
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
  await until(() => provider.stderr().includes('"reading"'));
  terraform.close();
  socket.destroy();
  expect(await provider.ended).toEqual(ordinary);
  expect(provider.stderr()).toContain('"aborted"');
});

test("a host that dies before it connects leaves no provider behind", async () => {
  const { pid } = await bench.launchAndDie();
  await until(() => !isRunning(pid));
});

test("strangers who come and go do not end it", async () => {
  const provider = await bench.launch();
  const stranger = provider.connect({});
  await expect(stranger.call(method.getMetadata, {})).rejects.toMatchObject({ code: 14 });
  stranger.close();
  await pause(400);
  const terraform = provider.connect();
  expect((await terraform.call(method.getMetadata, {})).dataSources).toHaveLength(1);
  terraform.close();
  await provider.ended;
});

test("SIGTERM ends it while a host is connected", async () => {
  const { provider, terraform } = await start();
  provider.process.kill("SIGTERM");
  expect(await provider.ended).toEqual(ordinary);
  terraform.close();
});

test("Ctrl-C, which reaches the whole process group, is left to Terraform", async () => {
  const { provider, terraform } = await start();
  provider.process.kill("SIGINT");
  provider.process.kill("SIGINT");
  await pause(100);
  expect(await read(terraform, "warn")).toMatchObject({ diagnostics: [{ summary: "Mind the text" }] });
  await shutDown({ provider, terraform });
});

test("the end of stdin means nothing, and stdin is never read", async () => {
  const { provider, terraform } = await start();
  provider.process.stdin?.end("for somebody else\n");
  await pause(300);
  expect(await read(terraform, "warn")).toMatchObject({ diagnostics: [{ summary: "Mind the text" }] });
  await shutDown({ provider, terraform });
});

test("a stderr that nobody reads any more does not disturb it", async () => {
  const { provider, terraform } = await start({ environment: { TF_LOG: "trace" } });
  provider.process.stderr?.destroy();
  await pause(50);
  expect(await read(terraform, "print")).toMatchObject({ diagnostics: [] });
  await shutDown({ provider, terraform });
});

test.each([
  ["crash", "crashed beside the call"],
  ["reject", "rejected beside the call"],
])(
  "a crash fails every pending call with its message and leaves Terraform a report: %s",
  async (behaviour, message) => {
    const { provider, terraform } = await start();
    const waiting = read(terraform, "ignore");
    const crashing = read(terraform, behaviour);
    for (const { diagnostics } of await Promise.all([waiting, crashing]))
      expect(diagnostics).toMatchObject([{ detail: expect.stringContaining(message) }]);
    expect(await provider.ended).toEqual({ code: 2, signal: null });
    expect(provider.stderr()).toMatch(new RegExp(`^panic: ${message}\n\nError: ${message}\n +at `));
    terraform.close();
  },
);
