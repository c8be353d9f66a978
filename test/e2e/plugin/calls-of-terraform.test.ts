import { decode, ExtData } from "@msgpack/msgpack";
import { until } from "../../support/clock";
import { echoConfig, providerConfig } from "../../support/plugin/config";
import { Diagnostic_Severity, Provider } from "../../support/plugin/gen/tfplugin6_pb";
import type { HostConnection } from "../../support/plugin/host";
import { Bench, type Launched } from "../../support/plugin/launch";

const { method } = Provider;
const unknown = new ExtData(0, Buffer.of(0));

let bench: Bench;
let provider: Launched;
let terraform: HostConnection;

beforeAll(async () => {
  bench = await Bench.create();
  provider = await bench.launch({ environment: { TF_LOG: "info" } });
  terraform = provider.connect();
});
afterAll(async () => {
  terraform.close();
  await bench.close();
});

const configure = (written = {}) =>
  terraform.call(method.configureProvider, { terraformVersion: "1.11.4", config: providerConfig(written) });
const read = (written: Record<string, unknown>, typeName = "toy_echo") =>
  terraform.call(method.readDataSource, { typeName, config: echoConfig(written) });
const validate = (written: Record<string, unknown>) =>
  terraform.call(method.validateDataResourceConfig, { typeName: "toy_echo", config: echoConfig(written) });

test("reading before the provider is configured says so", async () => {
  const { diagnostics } = await read({ text: "hello" });
  expect(diagnostics).toMatchObject([{ summary: "Provider not configured" }]);
});

describe("a configured provider", () => {
  beforeAll(() => configure({ greeting: "hello" }));

  test("answers a read with every attribute of the schema", async () => {
    const { state, diagnostics } = await read({
      text: "hi",
      filter: { name_contains: "x", tags: { "zh-CN": "电表" } },
    });
    expect(diagnostics).toEqual([]);
    expect(decode(state?.msgpack as Uint8Array)).toEqual({
      text: "hi",
      behaviour: null,
      filter: { name_contains: "x", tags: { "zh-CN": "电表" } },
      volume: 11,
      loud: true,
      secret: "s3cret",
      price: "19.99",
      parts: { x: { label: "x", sizes: [1, "2.5"] }, a: { label: "ä", sizes: [] } },
      environment: { greeting: "hello", unknowns: "0", terraformVersion: "1.11.4" },
    });
  });

  test("names the data sources it has", async () => {
    const { dataSources, serverCapabilities } = await terraform.call(method.getMetadata, {});
    expect(dataSources).toMatchObject([{ typeName: "toy_echo" }]);
    expect(serverCapabilities).toMatchObject({ getProviderSchemaOptional: true });
  });

  test("describes itself in the same bytes every time", async () => {
    const path = "/tfplugin6.Provider/GetProviderSchema";
    const [first, second] = await Promise.all([0, 1].map(() => terraform.callRaw(path, Buffer.alloc(0))));
    expect(first?.equals(second as Buffer)).toBe(true);
    const { provider, dataSourceSchemas } = await terraform.call(method.getProviderSchema, {});
    expect(provider?.block?.attributes.map(({ name }) => name)).toEqual(["account", "greeting"]);
    expect(Object.keys(dataSourceSchemas)).toEqual(["toy_echo"]);
  });

  test("points at the attribute whose own rule is broken, and repeats a path inside one in the text", async () => {
    const { diagnostics } = await validate({ text: "a", filter: { name_contains: "", tags: null } });
    expect(diagnostics).toMatchObject([
      {
        severity: Diagnostic_Severity.ERROR,
        summary: "Invalid value",
        detail: "filter.name_contains: Write at least one character.",
        attribute: { steps: [{ selector: { value: "filter" } }, { selector: { value: "name_contains" } }] },
      },
    ]);
  });

  test("checks the rules across attributes once each attribute is right", async () => {
    expect(await validate({ text: "a", behaviour: "a" })).toMatchObject({
      diagnostics: [{ summary: "Twice the same" }],
    });
    const broken = await validate({ text: "a", behaviour: "a", loud: true });
    expect(broken).toMatchObject({ diagnostics: [{ summary: "Attribute cannot be set" }] });
  });

  test("leaves values that are not known yet alone while validating", async () => {
    const { diagnostics } = await validate({
      text: unknown,
      volume: unknown,
      behaviour: new ExtData(12, Buffer.of(0x81, 1, 0xc2)),
      filter: { name_contains: unknown, tags: { a: unknown } },
    });
    expect(diagnostics).toEqual([]);
  });

  test("refuses null where a value is required, which Terraform lets pass", async () => {
    expect(await validate({})).toMatchObject({
      diagnostics: [{ summary: "Required value is null", attribute: { steps: [{ selector: { value: "text" } }] } }],
    });
  });

  test("reports a value of the wrong type at its path", async () => {
    expect(await validate({ text: "a", volume: "loud" })).toMatchObject({
      diagnostics: [{ summary: "Value of the wrong type", detail: "volume: expected a whole number, found a string." }],
    });
  });

  test("names a map key it cannot take over", async () => {
    const tags = Object.fromEntries([["__proto__", "x"]]);
    expect(await validate({ text: "a", filter: { name_contains: null, tags } })).toMatchObject({
      diagnostics: [{ summary: "Map key that cannot be used", detail: expect.stringContaining("__proto__") }],
    });
  });

  test("validates again before it reads, when everything is known", async () => {
    const { state, diagnostics } = await read({ text: "crash", behaviour: "crash" });
    expect(state).toBeUndefined();
    expect(diagnostics).toMatchObject([{ summary: "Twice the same" }]);
  });

  test("does not read while a value is not known", async () => {
    const { state, diagnostics } = await read({ text: "a", filter: { name_contains: null, tags: { site: unknown } } });
    expect(state).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { summary: "Value not known yet", detail: expect.stringContaining('filter.tags["site"]') },
    ]);
  });

  test("shows a warning beside the answer", async () => {
    const { state, diagnostics } = await read({ text: "a", behaviour: "warn" });
    expect(state).toBeDefined();
    expect(diagnostics).toMatchObject([{ severity: Diagnostic_Severity.WARNING, summary: "Mind the text" }]);
  });

  test.each([
    ["throw", "the handler broke"],
    ["throw text", "only text"],
  ])("reports a handler that does this as its own bug, without a stack: %s", async (behaviour, message) => {
    const { state, diagnostics } = await read({ text: "a", behaviour });
    expect(state).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        severity: Diagnostic_Severity.ERROR,
        summary: "Bug in the toy provider",
        detail: expect.stringContaining(message),
      },
    ]);
    expect(diagnostics[0]?.detail).not.toMatch(/\bat .*\d+:\d+/);
  });

  test("passes on an answer just below the bound while others are read", async () => {
    const [large, ...small] = await Promise.all([
      read({ text: "a", behaviour: "large" }),
      ...Array.from({ length: 20 }, () => read({ text: "a" })),
    ]);
    expect(large?.state?.msgpack.length).toBeGreaterThan(63 * 1024 * 1024);
    expect(small.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  test("refuses an answer that would bring Terraform down, and says what to do", async () => {
    const { state, diagnostics } = await read({ text: "a", behaviour: "too large" });
    expect(state).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { summary: "Response too large", detail: expect.stringMatching(/64 MB.*Narrow/) },
    ]);
  });

  test("answers a data source it does not have with a diagnostic", async () => {
    for (const name of ["toy_nothing", "constructor"])
      expect(await read({ text: "a" }, name)).toMatchObject({
        diagnostics: [{ detail: expect.stringContaining(`no data source ${name}`) }],
      });
  });

  test("reads many at once", async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, (_, index) => read({ text: `text ${index}` })));
    const texts = answers.map(({ state }) => (decode(state?.msgpack as Uint8Array) as { text: string }).text);
    expect(texts).toEqual(answers.map((_, index) => `text ${index}`));
  });
});

describe("configuring", () => {
  test("tells the definition which values are not known yet", async () => {
    await configure({ greeting: unknown, account: { name: unknown, keys: ["a", unknown] } });
    const { state } = await read({ text: "a" });
    expect(decode(state?.msgpack as Uint8Array)).toMatchObject({ environment: { unknowns: "3" } });
  });

  test("checks the block first", async () => {
    const rude = { greeting: "rude" };
    const finding = { diagnostics: [{ summary: "Invalid value", detail: "Be polite." }] };
    expect(await terraform.call(method.validateProviderConfig, { config: providerConfig(rude) })).toMatchObject(
      finding,
    );
    expect(await configure(rude)).toMatchObject(finding);
  });

  test("turns its errors into diagnostics", async () => {
    expect(await configure({ greeting: "refuse" })).toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("configuring the provider: cannot be configured") }],
    });
  });

  test("takes an absent block for an empty one", async () => {
    expect(await terraform.call(method.validateProviderConfig, {})).toMatchObject({ diagnostics: [] });
  });
});

describe("StopProvider", () => {
  test.each([
    ["interrupts a read that honours its signal", "wait"],
    ["answers for a read that ignores its signal", "ignore"],
  ])("%s", async (_, behaviour) => {
    const reading = read({ text: `to ${behaviour}`, behaviour });
    await until(() => provider.stderr().includes(`"text":"to ${behaviour}"`));
    await terraform.call(method.stopProvider, {});
    expect(await reading).toMatchObject({ diagnostics: [{ summary: "Interrupted" }] });
  });

  test("does not touch what is read afterwards", async () => {
    expect(await read({ text: "a" })).toMatchObject({ diagnostics: [] });
  });
});
