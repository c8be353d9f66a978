/** The gRPC status codes in use. */
export const Status = {
  invalidArgument: 3,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
} as const;

/** A call that violates the protocol. Problems for practitioners are diagnostics instead. */
export class GrpcError extends Error {
  constructor(
    readonly status: (typeof Status)[keyof typeof Status],
    message: string,
  ) {
    super(message);
    this.name = "GrpcError";
  }
}

/** The prefix of a message: a flag for compression, and its length. */
export const HEAD_BYTES = 5;
/** Configurations are small; a larger request is not one. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/** The bytes before a message of this length. */
export function head(length: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

/** Throws when more bytes have arrived, or are announced, than we accept. */
export function checkSize(length: number): void {
  if (length > HEAD_BYTES + MAX_REQUEST_BYTES)
    throw new GrpcError(Status.resourceExhausted, `the request has more than ${MAX_REQUEST_BYTES} bytes`);
}

/** Throws if the bytes read so far announce a message that is too large. */
export function checkHead(bytes: Buffer): void {
  if (bytes.length < HEAD_BYTES) return;
  if (bytes[0] !== 0) throw new GrpcError(Status.unimplemented, "compressed messages are not supported");
  checkSize(HEAD_BYTES + bytes.readUInt32BE(1));
}

/** The one message of a unary request. */
export function unframe(bytes: Buffer): Buffer {
  if (bytes.length < HEAD_BYTES || bytes.length !== HEAD_BYTES + bytes.readUInt32BE(1))
    throw new GrpcError(Status.internal, "the request does not contain exactly one complete message");
  return bytes.subarray(HEAD_BYTES);
}
