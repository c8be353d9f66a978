import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import type { PbfWriter } from "pbf";
import { MessageWriter } from "../../../src/plugin/go-plugin/message-writer";

/** What another implementation of protobuf reads of a message that ours has written. */
export function asHostReads<S extends DescMessage, O>(
  schema: S,
  write: (message: O, pbf: PbfWriter) => void,
  message: O,
): MessageShape<S> {
  const writer = new MessageWriter();
  write(message, writer);
  return fromBinary(schema, writer.finish());
}
