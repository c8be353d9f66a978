import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } from "@cdktf/commons";
// Not the package's main file, which looks for jsii-pacmak when it is loaded: 50 packages for languages that are not generated here.
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator";
import { CodeMaker } from "codemaker";
import { address } from "../src/address";
import { productAttributes } from "../src/product/product";
import { connect } from "../src/provider";
import type { Attributes } from "../src/schema/attribute";
import { version } from "../src/version";
import { withHovers, withProducts } from "./hovers";

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
  readonly className: string;
  readonly attributes: Attributes;
  readonly ephemeral: boolean;
}

/** Writes CDKTF's classes for the provider, with the descriptions and well-known values of its attribute tables. */
export async function generateBindings(schema: ProviderSchema, directory: string): Promise<void> {
  const constraint = new TerraformProviderConstraint({ name: "connect", source: address, version });
  const code = new CodeMaker();
  // biome-ignore lint/suspicious/noExplicitAny: the generator's own schema type is not exported (and it adds to what it gets)
  const generator = new TerraformProviderGenerator(code, withEphemeral(schema) as any);
  generator.generate(ConstructsMakerProviderTarget.from(constraint, Language.TYPESCRIPT));
  rmSync(directory, { recursive: true, force: true });
  const temporary = `${directory}.tmp`;
  await code.save(temporary);
  // Kept flat, one folder per class, as the prebuilt provider packages are.
  for (const { name, className, attributes, ephemeral } of modules) {
    const source = readFileSync(join(temporary, "providers", "connect", name, "index.ts"), "utf8");
    const finished = finish(withHovers(source, className, attributes));
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

const named = (elements: Readonly<Record<string, { readonly attributes: Attributes }>>, ephemeral: boolean): Module[] =>
  Object.entries(elements).map(([element, { attributes }]) => {
    const name = `data-${element.replaceAll("_", "-")}`;
    const className = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const isPlural = element === "connect_products";
    return {
      name,
      className,
      ephemeral,
      attributes: isPlural ? withProducts(attributes, productAttributes) : attributes,
    };
  });

const modules: readonly Module[] = [
  { name: "provider", className: "ConnectProvider", attributes: connect.attributes, ephemeral: false },
  ...named(connect.dataSources, false),
  ...named(connect.ephemeralResources ?? {}, true),
];

/** What is wrong with a data source's class: its name, and a way to import it. */
const asEphemeral = (source: string): string =>
  source
    .replace(/\bDataConnect(?=\w)/g, "EphemeralConnect")
    .replace(/\bdataConnect(?=\w)/g, "ephemeralConnect")
    .replace(/(Create a new \w+) Data Source/, "$1 Ephemeral Resource")
    .replace(/\n *\/\/ =+\n *\/\/ STATIC Methods\n[\s\S]*?(?=\n *\/\/ =+\n *\/\/ INITIALIZER)/, "");

/** Takes out links to a host that serves no pages, and mends map keys. */
const finish = (source: string): string =>
  `// Generated by \`npm run generate\` from what the provider reports; do not edit.\n${source}`
    .replace(/^\/\/ https:.*\n/m, "")
    .replace(/\n *\*\n *\* Docs at Terraform Registry:.*/g, "")
    .replace(/\{@link https:\S+ ([^}]*)\}/g, "$1")
    // CDKTF writes a map's key without quotes, which Terraform takes for a reference.
    .replace(
      /\(this\.terraformResource, this\.terraformAttribute, key\)/g,
      "(this.terraformResource, this.terraformAttribute, cdktf.Token.isUnresolved(key) ? key : JSON.stringify(key))",
    );
