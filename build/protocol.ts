// The code of the plugin protocol: messages by pbf, with types and a table of calls for each service. It loads in 3 ms; that of
// @bufbuild/protobuf, which builds descriptions of all messages at every launch, in 40.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compileRaw } from "pbf/compile";
import parseProto from "protocol-buffers-schema";
import { camelCase } from "../src/schema/name";

const files = ["go-plugin/health.proto", "go-plugin/plugin.proto", "tfplugin6/tfplugin6.proto"];

interface Field {
  name: string;
  readonly type: string;
  readonly repeated: boolean;
  readonly map: { readonly to: string } | null;
}
interface Message {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly messages: readonly Message[];
}
interface Method {
  readonly name: string;
  readonly input_type: string;
  readonly output_type: string;
  readonly server_streaming: boolean;
}
interface Proto extends Message {
  readonly package: string;
  readonly services: readonly { readonly name: string; readonly methods: readonly Method[] }[];
}

/** Writes the code of every .proto file below a directory, each into the folder `gen` beside it. */
export function generateProtocol(directory: string): void {
  for (const file of files) {
    const code = codeOf(parseProto(readFileSync(join(directory, file), "utf8")) as Proto, basename(file));
    writeFileSync(join(directory, dirname(file), "gen", `${basename(file, ".proto")}.ts`), code);
  }
}

function codeOf(proto: Proto, file: string): string {
  const messages = messagesIn(proto, "");
  for (const { fields } of messages.values())
    for (const field of fields) field.name = camelCase(field.name.charAt(0).toLowerCase() + field.name.slice(1));
  return [
    "// @ts-nocheck",
    `// Generated from ${file} by \`npm run generate\`: messages, services, and the functions of pbf. Do not edit.`,
    'import type { PbfReader, PbfWriter } from "pbf";\n',
    ...[...messages].map(([name, message]) => interfaceOf(name, message, messages)),
    ...proto.services.map(({ name, methods }) => serviceOf(`${proto.package}.${name}`, name, methods)),
    compileRaw(proto).replace(/^\/\/ code generated.*\n+/, ""),
  ].join("\n");
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
/** `GetMetadata.Request` → `GetMetadataRequest`, as in the names of pbf's functions */
const flat = (name: string): string => name.split(".").map(upper).join("");

/** All messages, also those inside of others. */
const messagesIn = ({ messages }: Message, prefix: string): Map<string, Message> =>
  new Map(
    messages.flatMap((message): [string, Message][] => {
      const name = prefix + upper(message.name);
      return [[name, message], ...messagesIn(message, name)];
    }),
  );

const scalars: Readonly<Record<string, string>> = { string: "string", bytes: "Uint8Array", bool: "boolean" };

function interfaceOf(name: string, { fields }: Message, known: ReadonlyMap<string, Message>): string {
  // A type is looked for inside of this message, then in those around it; what is found nowhere is an enumeration or a number.
  const around = name.split(/(?=[A-Z])/).map((_, index, words) => words.slice(0, words.length - index).join(""));
  const resolve = (type: string): string =>
    scalars[type] ?? [...around, ""].map((prefix) => prefix + flat(type)).find((each) => known.has(each)) ?? "number";
  const members = fields.map(({ name, type, repeated, map }) => {
    const single = resolve(map?.to ?? type);
    const whole = map ? `Readonly<Record<string, ${single}>>` : repeated ? `readonly ${single}[]` : single;
    return `  readonly ${name}?: ${whole} | undefined;\n`;
  });
  return `export interface ${name} {\n${members.join("")}}\n`;
}

function serviceOf(typeName: string, name: string, methods: readonly Method[]): string {
  const rows = methods.map(({ name, input_type, output_type, server_streaming }) => {
    const [input, output] = [flat(input_type), flat(output_type)];
    const call = server_streaming
      ? "streaming: true"
      : `read: (pbf: PbfReader): ${input} => read${input}(pbf), write: (message: ${output}, pbf: PbfWriter): void => write${output}(message, pbf)`;
    return `    ${name.charAt(0).toLowerCase()}${name.slice(1)}: { name: "${name}", ${call} },\n`;
  });
  return `export const ${name} = {\n  typeName: "${typeName}",\n  methods: {\n${rows.join("")}  },\n} as const;\n`;
}
