import type { Attribute, Attributes, Mode } from "../../schema/attribute";
import { snakeCase } from "../../schema/name";
import { type Nesting, walk } from "../../schema/walk";
import type { Elements, Provider } from "../provider";
import { type SchemaAttribute as Declared, type Schema, SchemaObjectNestingMode, StringKind } from "./gen/tfplugin6";

// Lets Terraform request the schema once per command instead of once per launch.
const serverCapabilities = { getProviderSchemaOptional: true };

/** Sorted, because Terraform compares schemas: the same provider returns the same bytes. */
const sorted = <T>(record: Readonly<Record<string, T>>): [name: string, value: T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** The whole provider as Terraform's protocol describes it. */
export const providerSchema = ({ attributes, description, dataSources, ephemeralResources = {} }: Provider) => ({
  provider: block(attributes, description),
  dataSourceSchemas: blocks(dataSources),
  // Terraform before 1.10 does not know this field, and skips it.
  ephemeralResourceSchemas: blocks(ephemeralResources),
  serverCapabilities,
});

/** Only the names. */
export const providerMetadata = ({ dataSources, ephemeralResources = {} }: Provider) => ({
  dataSources: sorted(dataSources).map(([typeName]) => ({ typeName })),
  ephemeralResources: sorted(ephemeralResources).map(([typeName]) => ({ typeName })),
  serverCapabilities,
});

const blocks = (elements: Elements<unknown>) =>
  Object.fromEntries(
    sorted(elements).map(([name, { attributes, description }]) => [name, block(attributes, description)]),
  );

const block = (attributes: Attributes, description: string): Schema => ({
  block: { attributes: attributeList(attributes), description, descriptionKind: StringKind.MARKDOWN },
});

const attributeList = (attributes: Attributes): Declared[] =>
  byName(
    walk<Declared>(attributes, {
      leaf: (name, attribute) => ({
        ...declared(name, attribute),
        type: Buffer.from(JSON.stringify(attribute.type.cty)),
      }),
      group: (name, attribute, inner, nesting) => ({
        ...declared(name, attribute),
        nestedType: { nesting: nestings[nesting], attributes: byName(inner) },
      }),
    }),
  );

const byName = (attributes: readonly Declared[]): Declared[] =>
  [...attributes].sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));

const modes = {
  required: { required: true },
  optional: { optional: true },
  "optional-computed": { optional: true, computed: true },
  computed: { computed: true },
} satisfies Record<Mode, object>;

const nestings = {
  single: SchemaObjectNestingMode.SINGLE,
  map: SchemaObjectNestingMode.MAP,
} satisfies Record<Nesting, number>;

const declared = (name: string, { mode, description, sensitive = false }: Attribute<unknown>) => ({
  name: snakeCase(name),
  ...modes[mode],
  description,
  descriptionKind: StringKind.MARKDOWN,
  sensitive,
});
