import { until } from "../../support/clock";
import { echoConfig, providerConfig } from "../../support/plugin/config";
import { GRPCController } from "../../support/plugin/gen/plugin_pb";
import { Provider } from "../../support/plugin/gen/tfplugin6_pb";
import { HostConnection } from "../../support/plugin/host";
import { Bench, type Launched } from "../../support/plugin/launch";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.create();
});
afterAll(() => bench.close());

const { method } = Provider;

async function configured(provider: Launched): Promise<HostConnection> {
  const terraform = provider.connect();
  await terraform.call(method.configureProvider, { terraformVersion: "1.11.4", config: providerConfig() });
  return terraform;
}

const read = (terraform: HostConnection, behaviour: string, signal?: AbortSignal) =>
  terraform.call(method.readDataSource, { typeName: "toy_echo", config: echoConfig({ text: "a", behaviour }) }, signal);

describe("starting", () => {
  test("by hand, it says in one sentence what it is and what to do", async () => {
    const { stdout, stderr, ended } = await bench.launch({ environment: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
    expect(await ended).toEqual({ code: 1, signal: null });
    expect(stdout()).toBe("");
    expect(stderr()).toMatch(/^This is the Terraform provider "toy":.*terraform init.*\n$/);
  });

  test("the first line has six fields, and nothing comes before or after it", async () => {
    const provider = await bench.launch();
    expect(provider.line.split("|")).toEqual([
      "1",
      "6",
      "unix",
      expect.stringMatching(/^\//),
      "grpc",
      expect.any(String),
    ]);
    const terraform = await configured(provider);
    expect(await read(terraform, "print")).toMatchObject({ diagnostics: [] });
    expect(provider.stdout()).toBe(`${provider.line}\n`);
    terraform.close();
  });

  test.each([
    [{ PLUGIN_PROTOCOL_VERSIONS: "4,5" }, /cannot start: it supports plugin protocol 6, .* Terraform 1\.0/],
    [{ PLUGIN_CLIENT_CERT: "nonsense" }, /cannot start: the certificate in PLUGIN_CLIENT_CERT cannot be read/],
    [{ PLUGIN_UNIX_SOCKET_DIR: "/nowhere" }, /cannot start: it cannot create its socket in \/nowhere \(ENOENT\); set/],
  ])("what prevents it is the first line, which Terraform shows: %j", async (environment, line) => {
    const provider = await bench.launch({ environment });
    expect(provider.line).toMatch(line);
    expect(await provider.ended).toEqual({ code: 1, signal: null });
  });
});

describe("the log", () => {
  test("is silent unless asked for", async () => {
    const provider = await bench.launch();
    const terraform = await configured(provider);
    await read(terraform, "throw");
    expect(provider.stderr()).toBe("");
    terraform.close();
  });

  test("has hclog's lines, and takes what is printed to stdout", async () => {
    const provider = await bench.launch({ environment: { TF_LOG: "DEBUG" } });
    const terraform = await configured(provider);
    await read(terraform, "print");
    await until(() => provider.stderr().endsWith("printed by console.error\n"));
    const lines = provider.stderr().trimEnd().split("\n");
    expect(lines.at(-1)).toBe("printed by console.error");
    expect(lines.slice(0, -1).map((line) => JSON.parse(line)["@message"])).toEqual([
      "reading",
      "printed by console.log",
      "printed to stdout",
    ]);
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      "@level": "info",
      "@module": "toy",
      text: "a",
      volume: "null",
    });
    terraform.close();
  });

  test("gets the stack that practitioners do not", async () => {
    const provider = await bench.launch({ environment: { TF_LOG_PROVIDER: "ERROR" } });
    const terraform = await configured(provider);
    await read(terraform, "throw");
    await until(() => provider.stderr().endsWith("\n"));
    expect(JSON.parse(provider.stderr())).toMatchObject({
      "@level": "error",
      error: expect.stringMatching(/^Error: the handler broke\n +at /),
    });
    terraform.close();
  });

  test("shows that a read the host has given up is aborted", async () => {
    const provider = await bench.launch({ environment: { TF_LOG: "INFO" } });
    const terraform = await configured(provider);
    const giveUp = new AbortController();
    const reading = read(terraform, "wait", giveUp.signal);
    await until(() => provider.stderr().includes('"reading"'));
    giveUp.abort();
    await expect(reading).rejects.toMatchObject({ code: 1 });
    await until(() => provider.stderr().includes('"aborted"'));
    terraform.close();
  });
});

describe("debugging", () => {
  test("serves one Terraform after another where TF_REATTACH_PROVIDERS says, until a person ends it", async () => {
    const provider = await bench.launch({ args: ["--debug"], environment: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
    const [, json] = /^export TF_REATTACH_PROVIDERS='(.*)'$/.exec(provider.line) ?? [];
    const { "example.test/toys/toy": config } = JSON.parse(json as string);
    expect(config).toEqual({
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: provider.process.pid,
      Test: true,
      Addr: { Network: "unix", String: expect.stringMatching(/^\//) },
    });
    for (let round = 0; round < 2; round++) {
      const terraform = new HostConnection(`unix:${config.Addr.String}`, "", undefined);
      await terraform.call(method.configureProvider, { config: providerConfig() });
      expect((await read(terraform, "warn")).diagnostics).toHaveLength(1);
      await terraform.call(method.stopProvider, {});
      await terraform.call(GRPCController.method.shutdown, {});
      terraform.close();
      // Longer than a process lives on that nobody debugs.
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    provider.process.kill("SIGINT");
    expect(await provider.ended).toEqual({ code: 0, signal: null });
  });

  test("a crash is told to Terraform as well", async () => {
    const provider = await bench.launch({ args: ["--debug"], environment: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
    const [address] = /\/[^"]+(?="}}})/.exec(provider.line) ?? [];
    const terraform = new HostConnection(`unix:${address}`, "", undefined);
    await terraform.call(method.configureProvider, { config: providerConfig() });
    expect((await read(terraform, "crash")).diagnostics).toMatchObject([
      { detail: expect.stringContaining("crashed beside the call") },
    ]);
    expect(await provider.ended).toEqual({ code: 2, signal: null });
    terraform.close();
  });
});
