import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } from "@cdktf/commons";
// Not the package's main file, which looks for jsii-pacmak when it is loaded: 50 packages for languages that are not generated here.
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator";
import { CodeMaker } from "codemaker";
import { address } from "../src/address";
import { camelCase } from "../src/schema/name";
import { version } from "../src/version";

export interface SchemaAttribute {
  readonly type?: unknown;
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: Record<string, SchemaAttribute> };
}

export interface SchemaBlock {
  readonly block: { readonly attributes: Record<string, SchemaAttribute>; readonly description?: string };
}

/** What `terraform providers schema -json` prints. */
export interface ProviderSchema {
  readonly format_version: string;
  readonly provider_schemas: Record<
    string,
    {
      readonly provider: SchemaBlock;
      readonly data_source_schemas: Record<string, SchemaBlock>;
      /** printed by Terraform 1.10 and newer */
      readonly ephemeral_resource_schemas: Record<string, SchemaBlock>;
    }
  >;
}

interface Module {
  /** as CDKTF names it */
  readonly name: string;
  readonly block: SchemaBlock;
  readonly ephemeral: boolean;
}

/** Writes CDKTF's classes for the provider, with the schema's descriptions where CDKTF's generator leaves them out. */
export async function generateBindings(schema: ProviderSchema, directory: string): Promise<void> {
  const constraint = new TerraformProviderConstraint({ name: "connect", source: address, version });
  const code = new CodeMaker();
  // biome-ignore lint/suspicious/noExplicitAny: the generator's own schema type is not exported (and it adds to what it gets)
  const generator = new TerraformProviderGenerator(code, withEphemeral(schema) as any);
  generator.generate(ConstructsMakerProviderTarget.from(constraint, Language.TYPESCRIPT));
  rmSync(directory, { recursive: true, force: true });
  const temporary = `${directory}.tmp`;
  await code.save(temporary);
  // Products inside a map have no descriptions of their own in the schema.
  const ofProducts = descriptions(providerOf(schema).data_source_schemas.connect_product?.block.attributes ?? {});
  // Kept flat, one folder per class, as the prebuilt provider packages are.
  for (const { name, block, ephemeral } of modules(schema)) {
    const source = readFileSync(join(temporary, "providers", "connect", name, "index.ts"), "utf8");
    const finished = finish(source, new Map([...ofProducts, ...descriptions(block.block.attributes)]));
    const folder = ephemeral ? name.replace(/^data-/, "ephemeral-") : name;
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, "index.ts"), ephemeral ? asEphemeral(finished) : finished);
  }
  rmSync(temporary, { recursive: true });
}

function providerOf(schema: ProviderSchema) {
  const provider = schema.provider_schemas[address];
  if (!provider) throw new Error(`The schema holds no provider ${address}.`);
  if (!provider.ephemeral_resource_schemas) throw new Error("Generating needs Terraform 1.10 or newer.");
  return provider;
}

/** CDKTF's generator knows no ephemeral resources, and a data source has the same arguments and attributes: it gets them as such. */
function withEphemeral(schema: ProviderSchema): ProviderSchema {
  const provider = structuredClone(providerOf(schema));
  Object.assign(provider.data_source_schemas, provider.ephemeral_resource_schemas);
  return { ...schema, provider_schemas: { [address]: provider } };
}

function modules(schema: ProviderSchema): Module[] {
  const { provider, data_source_schemas, ephemeral_resource_schemas } = providerOf(schema);
  const named = (blocks: Record<string, SchemaBlock>, ephemeral: boolean) =>
    Object.entries(blocks).map(([name, block]) => ({ name: `data-${name.replaceAll("_", "-")}`, block, ephemeral }));
  return [
    { name: "provider", block: provider, ephemeral: false },
    ...named(data_source_schemas, false),
    ...named(ephemeral_resource_schemas, true),
  ];
}

/** What is wrong with a data source's class: its name, and a way to import it. */
const asEphemeral = (source: string): string =>
  source
    .replace(/\bDataConnect(?=\w)/g, "EphemeralConnect")
    .replace(/\bdataConnect(?=\w)/g, "ephemeralConnect")
    .replace(/(Create a new \w+) Data Source/, "$1 Ephemeral Resource")
    .replace(/\n *\/\/ =+\n *\/\/ STATIC Methods\n[\s\S]*?(?=\n *\/\/ =+\n *\/\/ INITIALIZER)/, "");

/** Description by attribute; where an inner attribute has the name of an outer one, the outer one's. */
function descriptions(attributes: Record<string, SchemaAttribute>): Map<string, string> {
  const inner = Object.values(attributes).flatMap(({ nested_type }) => [
    ...(nested_type ? descriptions(nested_type.attributes) : []),
  ]);
  const outer = Object.entries(attributes).map(
    ([name, { description }]) => [camelCase(name), description ?? ""] as const,
  );
  return new Map([...inner, ...outer]);
}

/** Puts a doc comment above the getter of every attribute, takes out links to a host that serves no pages, and mends map keys. */
const finish = (source: string, found: Map<string, string>): string =>
  `// Generated by \`npm run generate\` from what the provider reports; do not edit.\n${source}`
    .replace(/^\/\/ https:.*\n/m, "")
    .replace(/\n *\*\n *\* Docs at Terraform Registry:.*/g, "")
    .replace(/\{@link https:\S+ ([^}]*)\}/g, "$1")
    // CDKTF writes a map's key without quotes, which Terraform takes for a reference.
    .replace(
      /\(this\.terraformResource, this\.terraformAttribute, key\)/g,
      "(this.terraformResource, this.terraformAttribute, cdktf.Token.isUnresolved(key) ? key : JSON.stringify(key))",
    )
    .replace(/^( *)public get (\w+)\(\) \{$/gm, (line, indent: string, property: string) => {
      const text = found.get(property);
      return text ? `${indent}/** ${text.replaceAll("*/", "* /")} */\n${line}` : line;
    });
