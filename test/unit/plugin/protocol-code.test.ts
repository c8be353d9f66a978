import { join } from "node:path";
import { fromBinary, toJson } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { loadSync } from "@grpc/proto-loader";
import { file_health } from "../../support/plugin/gen/health_pb";
import { file_plugin } from "../../support/plugin/gen/plugin_pb";
import { file_tfplugin6 } from "../../support/plugin/gen/tfplugin6_pb";

const plugin = join(__dirname, "..", "..", "..", "src", "plugin");
const references = new Set(["typeName", "inputType", "outputType"]);

/** Each compiler gives the entries of a map a name of its own: `Data_source_schemas`, `DataSourceSchemasEntry`. */
const withoutStyle = (name: string): string => name.replace(/_|Entry$/g, "").toLowerCase();

/** Messages, enumerations and services of a file. Only the generator adds JSON names and packages. */
function contentOf(file: Parameters<typeof toJson<typeof FileDescriptorProtoSchema>>[1]): object {
  const { messageType, enumType, service } = toJson(FileDescriptorProtoSchema, file);
  const text = JSON.stringify({ messageType, enumType, service }, (key, value) => {
    if (key === "jsonName") return undefined;
    if (references.has(key)) return withoutStyle(value.split(".").pop());
    return value?.options?.mapEntry ? { ...value, name: withoutStyle(value.name) } : value;
  });
  return JSON.parse(text);
}

/** What gRPC's own loader reads in a .proto file. */
function readProto(path: string): object {
  const [message] = Object.values(loadSync(join(plugin, path), { keepCase: true })).flatMap((definition) =>
    "fileDescriptorProtos" in definition ? [definition as { fileDescriptorProtos: Uint8Array[] }] : [],
  );
  return contentOf(fromBinary(FileDescriptorProtoSchema, message?.fileDescriptorProtos[0] as Uint8Array));
}

test.each([
  ["go-plugin/health.proto", file_health],
  ["go-plugin/plugin.proto", file_plugin],
  ["tfplugin6/tfplugin6.proto", file_tfplugin6],
])("the generated code of %s has its messages, fields and calls", (path, { proto }) => {
  expect(contentOf(proto)).toEqual(readProto(path));
});
