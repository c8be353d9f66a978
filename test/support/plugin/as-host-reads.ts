import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { PbfWriter } from "pbf";

/** What another implementation of protobuf reads of a message that ours has written. */
export function asHostReads<S extends DescMessage, O>(
  schema: S,
  write: (message: O, pbf: PbfWriter) => void,
  message: O,
): MessageShape<S> {
  const writer = new PbfWriter();
  write(message, writer);
  return fromBinary(schema, writer.finish());
}
