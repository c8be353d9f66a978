import {
  create,
  type DescMethodUnary,
  type DescService,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { GrpcError, Status } from "./framing";
import type { Methods, SILENT, Unary } from "./grpc";

/** What a service does, method by method, typed by its generated description. A method left out is UNIMPLEMENTED. */
export type Handlers<S extends DescService> = {
  readonly [M in keyof S["method"]]?: S["method"][M] extends DescMethodUnary
    ? (
        request: MessageShape<S["method"][M]["input"]>,
        cancelled: AbortSignal,
      ) => Promise<MessageInitShape<S["method"][M]["output"]>>
    : typeof SILENT;
};

type AnyHandler = ((request: unknown, cancelled: AbortSignal) => Promise<Record<string, unknown>>) | typeof SILENT;

/** The methods of a service as the wire names them, from bytes to bytes. */
export function methodsOf<S extends DescService>(service: S, handlers: Handlers<S>): Methods {
  return new Map(
    Object.entries(handlers as Record<string, AnyHandler>).flatMap(([localName, handler]) => {
      const method = service.method[localName];
      if (method === undefined) return [];
      const path = `/${service.typeName}/${method.name}`;
      return [[path, typeof handler === "symbol" ? handler : unary(method as DescMethodUnary, handler)] as const];
    }),
  );
}

function unary({ input, output }: DescMethodUnary, handler: Exclude<AnyHandler, symbol>): Unary {
  return async (bytes, cancelled) => toBinary(output, create(output, await handler(parse(input, bytes), cancelled)));
}

function parse(input: DescMethodUnary["input"], bytes: Uint8Array): unknown {
  try {
    return fromBinary(input, bytes);
  } catch {
    throw new GrpcError(Status.invalidArgument, `the request is no ${input.typeName}`);
  }
}
