import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../src/address";
import { variablesOf } from "../src/platforms/configuration";
import { platforms } from "../src/platforms/list";
import { camelCase } from "../src/schema/name";
import { version } from "../src/version";
import type { ProviderSchema, SchemaAttribute, SchemaBlock } from "./bindings";

type Table = Record<string, SchemaAttribute>;
type Blocks = Record<string, SchemaBlock>;

/** Writes the pages of the registry's convention and the attribute table of both READMEs from the schema. */
export function generateDocs(schema: ProviderSchema, root: string): void {
  const { provider, data_source_schemas, ephemeral_resource_schemas } = Object.values(
    schema.provider_schemas,
  )[0] as NonNullable<ProviderSchema["provider_schemas"][string]>;
  const example = (...path: string[]) => readFileSync(join(root, "examples", ...path), "utf8").trim();
  const write = (path: string, text: string) => {
    mkdirSync(join(root, "docs", path, ".."), { recursive: true });
    writeFileSync(join(root, "docs", path), text);
  };
  const index = page("connect Provider", provider.block.description ?? "", example("provider", "provider.tf"), [
    `The address is \`${address}\`: no registry serves it; \`npx cdktf-connect install\` installs the provider in the directory of a configuration.`,
    guidesSection(join(root, "docs", "guides")),
    schemaSection(provider.block.attributes),
    environmentSection(provider.block.attributes),
  ]);
  // Registries do not put the first page in a category.
  write("index.md", index.replace(/^subcategory: .*\n/m, ""));
  const element = (kind: "Data Source" | "Ephemeral Resource", blocks: Blocks) => {
    const file = kind.toLowerCase().replace(" ", "-");
    for (const [name, { block }] of Object.entries(blocks)) {
      const usage = example(`${file}s`, name, `${file}.tf`);
      write(
        `${file}s/${name.replace("connect_", "")}.md`,
        page(`${name} (${kind})`, block.description ?? "", usage, [schemaSection(block.attributes)]),
      );
    }
  };
  element("Data Source", data_source_schemas);
  element("Ephemeral Resource", ephemeral_resource_schemas);
  const product = data_source_schemas.connect_product?.block.attributes ?? {};
  updateReadme(join(root, "README.md"), product, "| attribute | type | meaning |");
  // The descriptions have one source, the schema, so they are English on this page as well.
  updateReadme(join(root, "README.zh-CN.md"), product, "| 属性 | 类型 | 含义 |");
}

const page = (title: string, description: string, example: string, sections: string[]): string => `---
page_title: ${JSON.stringify(title)}
subcategory: ""
description: ${JSON.stringify(description)}
---

<!-- Generated from the schema and examples/ by \`npm run generate\`. -->

# ${title}

${description}

## Example Usage

\`\`\`terraform
${example}
\`\`\`

${sections.join("\n\n")}
`;

function guidesSection(folder: string): string {
  const lines = readdirSync(folder).map((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const [title, description] = ["page_title", "description"].map((name) =>
      JSON.parse(new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? '""'),
    );
    return `- [${title}](guides/${file}): ${description}`;
  });
  return `## Guides\n\n${lines.sort().join("\n")}`;
}

function schemaSection(attributes: Table): string {
  return `## Schema\n\n${groups(attributes, "###")}${nestedSections(attributes, [])}`.trimEnd();
}

/** Required, Optional, Read-Only: the order every registry page has. */
function groups(attributes: Table, heading: string, path: readonly string[] = []): string {
  const kinds: [string, (attribute: SchemaAttribute) => boolean | undefined][] = [
    ["Required", ({ required }) => required],
    ["Optional", ({ optional }) => optional],
    ["Read-Only", ({ required, optional }) => !required && !optional],
  ];
  return kinds
    .map(([kind, belongs]) => {
      const lines = Object.entries(attributes)
        .filter(([, attribute]) => belongs(attribute))
        .map(([name, attribute]) => line(name, attribute, [...path, name]));
      return lines.length === 0 ? "" : `${heading} ${kind}\n\n${lines.join("\n")}\n\n`;
    })
    .join("");
}

function line(name: string, attribute: SchemaAttribute, path: readonly string[]): string {
  const flags = [typeName(attribute), attribute.sensitive ? "Sensitive" : ""].filter((flag) => flag);
  const link = attribute.nested_type ? ` (see [below](#${anchor(path)}))` : "";
  return `- \`${name}\` (${flags.join(", ")}) ${attribute.description ?? ""}${link}`;
}

const anchor = (path: readonly string[]): string => `nestedatt--${path.join("--")}`;

const nestedSections = (attributes: Table, path: readonly string[]): string =>
  Object.entries(attributes)
    .filter(([, { nested_type }]) => nested_type)
    .map(([name, { nested_type }]) => {
      const here = [...path, name];
      const inner = nested_type?.attributes ?? {};
      return `<a id="${anchor(here)}"></a>\n### Nested Schema for \`${here.join(".")}\`\n\n${groups(inner, "####", here)}${nestedSections(inner, here)}`;
    })
    .join("");

function typeName({ type, nested_type }: SchemaAttribute): string {
  if (nested_type) return nested_type.nesting_mode === "map" ? "Attributes Map" : "Attributes";
  const name = (part: unknown): string => {
    if (typeof part === "string") return part === "bool" ? "Boolean" : part[0]?.toUpperCase() + part.slice(1);
    const [kind, element] = part as [string, unknown];
    if (kind === "object") return "Object";
    return `${name(kind)} of ${name(element)}`;
  };
  return name(type);
}

function environmentSection(attributes: Table): string {
  const rows = Object.entries(attributes).flatMap(([name, { nested_type }]) => {
    const platform = platforms.find((candidate) => candidate.name === name) ?? null;
    const inner = platform ? Object.keys(nested_type?.attributes ?? {}) : [name];
    return inner.map((setting) => {
      const argument = platform ? `${name}.${setting}` : setting;
      const variables = variablesOf(platform, camelCase(setting)).map((variable) => `\`${variable}\``);
      return `| \`${argument}\` | ${variables.join(", ")} |`;
    });
  });
  return `## Environment\n\nEvery argument may come from the environment instead; the configuration wins.\n\n| argument | variable |\n|---|---|\n${rows.join("\n")}`;
}

/** The table between the two markers, and the name of the file that `npm pack` makes. */
function updateReadme(file: string, attributes: Table, columns: string): void {
  const rows = Object.entries(attributes)
    .filter(([, { nested_type, optional, computed }]) => !nested_type && (!optional || computed))
    .map(([name, attribute]) => `| \`${name}\` | ${typeName(attribute)} | ${attribute.description ?? ""} |`);
  const table = `<!-- attributes: generated by npm run generate -->\n${columns}\n|---|---|---|\n${rows.join("\n")}\n<!-- /attributes -->`;
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text
      .replace(/<!-- attributes:[\s\S]*<!-- \/attributes -->/, () => table)
      .replace(/(cdktf-connect-)\d[\w.-]*?(?=\.tgz)/g, (_, name) => name + version),
  );
}
