import { PbfReader, type PbfWriter } from "pbf";
import { GrpcError, Status } from "./framing";
import type { Methods, SILENT, Unary } from "./grpc";
import { MessageWriter } from "./message-writer";

interface UnaryMethod<I, O> {
  readonly name: string;
  readonly read: (pbf: PbfReader) => I;
  readonly write: (message: O, pbf: PbfWriter) => void;
}

// biome-ignore lint/suspicious/noExplicitAny: each method has its own messages
type AnyMethod = UnaryMethod<any, any> | { readonly name: string; readonly streaming: true };

/** A service as it is generated from its .proto file. */
export interface Service {
  readonly typeName: string;
  readonly methods: Readonly<Record<string, AnyMethod>>;
}

/** The handlers of a service, typed by its messages. A missing method is UNIMPLEMENTED. */
export type Handlers<S extends Service> = {
  readonly [M in keyof S["methods"]]?: S["methods"][M] extends UnaryMethod<infer I, infer O>
    ? (request: I, cancelled: AbortSignal) => Promise<O>
    : typeof SILENT;
};

type AnyHandler = ((request: unknown, cancelled: AbortSignal) => Promise<unknown>) | typeof SILENT;

/** The methods of a service by their names on the wire, from bytes to bytes. */
export function methodsOf<S extends Service>({ typeName, methods }: S, handlers: Handlers<S>): Methods {
  return new Map(
    Object.entries(handlers as Record<string, AnyHandler>).flatMap(([key, handler]) => {
      const method = methods[key];
      if (method === undefined) return [];
      const serve =
        "streaming" in method || typeof handler === "symbol" ? (handler as typeof SILENT) : unary(method, handler);
      return [[`/${typeName}/${method.name}`, serve]];
    }),
  );
}

const unary =
  ({ name, read, write }: UnaryMethod<unknown, unknown>, handler: Exclude<AnyHandler, symbol>): Unary =>
  async (bytes, cancelled) => {
    const answer = await handler(parse(name, read, bytes), cancelled);
    const writer = new MessageWriter();
    write(answer, writer);
    return writer.finish();
  };

function parse(name: string, read: (pbf: PbfReader) => unknown, bytes: Uint8Array): unknown {
  const reader = new PbfReader(bytes);
  try {
    const message = read(reader);
    // If a length exceeds the message, pbf reads to the end and its position is behind it.
    if (!(reader.pos > bytes.length)) return message;
  } catch {
    // The same as for a truncated message.
  }
  throw new GrpcError(Status.invalidArgument, `the message of ${name} cannot be read`);
}
