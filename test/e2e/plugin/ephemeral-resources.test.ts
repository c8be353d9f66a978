import { decode, ExtData, encode } from "@msgpack/msgpack";
import { providerConfig } from "../../support/plugin/config";
import { Provider } from "../../support/plugin/gen/tfplugin6_pb";
import type { HostConnection } from "../../support/plugin/host";
import { Bench } from "../../support/plugin/launch";

const { method } = Provider;
const unknown = new ExtData(0, Buffer.of(0));

let bench: Bench;
let terraform: HostConnection;
beforeAll(async () => {
  bench = await Bench.create();
  terraform = (await bench.launch()).connect();
});
afterAll(async () => {
  terraform.close();
  await bench.close();
});

const asked = (text: unknown, typeName: string, spoken: unknown = null) => ({
  typeName,
  config: { msgpack: encode({ text, spoken }) },
});
const open = (text: unknown, typeName = "toy_word") =>
  terraform.call(method.openEphemeralResource, asked(text, typeName));
const validate = (text: unknown, spoken: unknown = null) =>
  terraform.call(method.validateEphemeralResourceConfig, asked(text, "toy_word", spoken));

test("opening before the provider is configured says so", async () => {
  expect(await open("hi")).toMatchObject({ diagnostics: [{ summary: "Provider not configured" }] });
});

describe("a configured provider", () => {
  beforeAll(() =>
    terraform.call(method.configureProvider, {
      terraformVersion: "1.11.4",
      config: providerConfig({ greeting: "hello" }),
    }),
  );

  test("names its ephemeral resources and describes them", async () => {
    const { ephemeralResources } = await terraform.call(method.getMetadata, {});
    expect(ephemeralResources).toMatchObject([{ typeName: "toy_word" }]);
    const { ephemeralResourceSchemas } = await terraform.call(method.getProviderSchema, {});
    expect(Object.keys(ephemeralResourceSchemas)).toEqual(["toy_word"]);
  });

  test("opens one, and closes it without a word", async () => {
    const { result, diagnostics } = await open("world");
    expect(diagnostics).toEqual([]);
    expect(decode(result?.msgpack as Uint8Array)).toEqual({ text: "world", spoken: "hello, world" });
    expect(await terraform.call(method.closeEphemeralResource, { typeName: "toy_word" })).toMatchObject({
      diagnostics: [],
    });
  });

  test("asks for no renewal: the answer holds nothing but its two fields", async () => {
    const request = Buffer.concat([Buffer.from("0a08746f795f776f7264", "hex")]);
    const config = Buffer.from(encode({ text: "x", spoken: null }));
    const carrier = Buffer.concat([Buffer.of(0x0a, config.length), config]);
    const bytes = await terraform.callRaw(
      "/tfplugin6.Provider/OpenEphemeralResource",
      Buffer.concat([request, Buffer.of(0x12, carrier.length), carrier]),
    );
    // The result is field 3 of the answer in the protocol's own numbering.
    expect(bytes[0]).toBe(0x1a);
    expect(bytes.length).toBe(2 + (bytes[1] as number));
  });

  test.each([
    ["a computed attribute that is set", ["a", "b"], "Attribute cannot be set"],
    ["null for a required one", [null], "Required value is null"],
    ["a broken rule across attributes", ["shout"], "Too loud"],
  ])("refuses %s", async (_, [text, spoken], summary) => {
    expect(await validate(text, spoken)).toMatchObject({ diagnostics: [{ summary }] });
  });

  test("leaves unknown values alone while validating, and does not open with one", async () => {
    expect(await validate(unknown)).toMatchObject({ diagnostics: [] });
    const { result, diagnostics } = await open(unknown);
    expect(result).toBeUndefined();
    expect(diagnostics).toMatchObject([{ summary: "Value not known yet" }]);
  });

  test("validates again before it opens", async () => {
    const { result, diagnostics } = await open("shout");
    expect(result).toBeUndefined();
    expect(diagnostics).toMatchObject([{ summary: "Too loud" }]);
  });

  test("shows a warning beside the answer, and turns errors into diagnostics", async () => {
    const warned = await open("warn");
    expect(warned.result).toBeDefined();
    expect(warned.diagnostics).toMatchObject([{ summary: "Mind the word" }]);
    expect((await open("throw")).diagnostics).toMatchObject([
      { detail: expect.stringContaining("opening toy_word: the word stuck") },
    ]);
  });

  test("answers an ephemeral resource it does not have with a diagnostic", async () => {
    for (const name of ["toy_echo", "constructor"])
      expect(await open("a", name)).toMatchObject({
        diagnostics: [{ detail: expect.stringContaining(`no ephemeral resource ${name}`) }],
      });
  });
});
