import { PbfWriter } from "pbf";
import { defineElement, defineProvider } from "../../../../src/plugin/provider";
import { writeGetProviderSchemaResponse } from "../../../../src/plugin/tfplugin6/gen/tfplugin6";
import { providerMetadata, providerSchema } from "../../../../src/plugin/tfplugin6/schema";
import { computed, optional, optionalComputed, required } from "../../../../src/schema/attribute";
import { list, map } from "../../../../src/schema/collection";
import { object, objectMap } from "../../../../src/schema/object";
import { bool, number, string } from "../../../../src/schema/type";
import { asHostReads } from "../../../support/plugin/as-host-reads";
import {
  GetProviderSchema_ResponseSchema,
  Schema_Object_NestingMode,
  StringKind,
} from "../../../support/plugin/gen/tfplugin6_pb";

const item = { modelId: computed(string, "Model."), secret: computed(string, "Secret.", { sensitive: true }) };
const attributes = {
  productKey: required(string, "The *key*."),
  tags: optional(map(string), "Tags."),
  orgId: optionalComputed(string, "Organisation."),
  items: computed(map(object(item)), "Items."),
  one: optional(object({ on: required(bool, "On.") }), "One."),
  sizes: computed(list(number), "Sizes."),
  some: optional(objectMap({ off: optional(bool, "Off.") }), "Some."),
};
const source = defineElement({ description: "One.", attributes, read: async () => ({}) as never });
const secret = defineElement({ description: "Short.", attributes: item, read: async () => ({}) as never });
const define = (dataSources: Record<string, typeof source>, ephemeralResources?: Record<string, typeof secret>) =>
  defineProvider({
    name: "toy",
    version: "1",
    description: "Toy.",
    attributes: {},
    configure: async () => 0,
    dataSources,
    ephemeralResources,
  });

const asTerraformReads = (provider: ReturnType<typeof define>) =>
  asHostReads(GetProviderSchema_ResponseSchema, writeGetProviderSchemaResponse, providerSchema(provider));

const schema = asTerraformReads(define({ toy_b: source, toy_a: source }));
const shown = schema.dataSourceSchemas.toy_a?.block?.attributes ?? [];
const named = (name: string) => shown.find((attribute) => attribute.name === name);

test("attributes are sorted by their Terraform names", () => {
  expect(shown.map(({ name }) => name)).toEqual(["items", "one", "org_id", "product_key", "sizes", "some", "tags"]);
});

test.each([
  ["product_key", { required: true, optional: false, computed: false }],
  ["tags", { required: false, optional: true, computed: false }],
  ["org_id", { required: false, optional: true, computed: true }],
  ["items", { required: false, optional: false, computed: true }],
])("the mode of %s is told in Terraform's flags", (name, flags) => {
  expect(named(name)).toMatchObject(flags);
});

test("types are cty's own JSON", () => {
  const type = (name: string) => Buffer.from(named(name)?.type ?? []).toString();
  expect(["product_key", "tags", "sizes", "items", "one"].map(type)).toEqual([
    '"string"',
    '["map","string"]',
    '["list","number"]',
    '["map",["object",{"model_id":"string","secret":"string"}]]',
    "",
  ]);
});

test("a nested type shows its attributes one by one instead of a type", () => {
  expect(named("one")?.nestedType).toMatchObject({
    nesting: Schema_Object_NestingMode.SINGLE,
    attributes: [{ name: "on", required: true }],
  });
  expect(named("some")?.nestedType).toMatchObject({
    nesting: Schema_Object_NestingMode.MAP,
    attributes: [{ name: "off", optional: true }],
  });
});

test("descriptions are markdown", () => {
  expect(named("product_key")).toMatchObject({ description: "The *key*.", descriptionKind: StringKind.MARKDOWN });
  expect(schema.provider?.block).toMatchObject({ description: "Toy.", descriptionKind: StringKind.MARKDOWN });
});

test("the order in which things are declared makes no difference", () => {
  const bytes = (provider: ReturnType<typeof define>) => {
    const writer = new PbfWriter();
    writeGetProviderSchemaResponse(providerSchema(provider), writer);
    return Buffer.from(writer.finish()).toString("hex");
  };
  expect(bytes(define({ toy_a: source, toy_b: source }))).toBe(bytes(define({ toy_b: source, toy_a: source })));
});

test("ephemeral resources are described like data sources, beside them", () => {
  const { ephemeralResourceSchemas, dataSourceSchemas } = asTerraformReads(
    define({ toy_a: source }, { toy_z: secret, toy_y: secret }),
  );
  expect(Object.keys(dataSourceSchemas)).toEqual(["toy_a"]);
  expect(Object.keys(ephemeralResourceSchemas)).toEqual(["toy_y", "toy_z"]);
  expect(ephemeralResourceSchemas.toy_y?.block).toMatchObject({
    description: "Short.",
    attributes: [
      { name: "model_id", sensitive: false },
      { name: "secret", sensitive: true, computed: true },
    ],
  });
});

test("the metadata names the same elements and the one capability there is", () => {
  expect(providerMetadata(define({ toy_b: source, toy_a: source }, { toy_z: secret }))).toEqual({
    dataSources: [{ typeName: "toy_a" }, { typeName: "toy_b" }],
    ephemeralResources: [{ typeName: "toy_z" }],
    serverCapabilities: { getProviderSchemaOptional: true },
  });
});
