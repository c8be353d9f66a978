/** gRPC status codes we answer with. */
export const Status = {
  invalidArgument: 3,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
} as const;

/** A call that fails as a call: the wire went wrong. What goes wrong for practitioners is a diagnostic instead. */
export class GrpcError extends Error {
  constructor(
    readonly status: (typeof Status)[keyof typeof Status],
    message: string,
  ) {
    super(message);
    this.name = "GrpcError";
  }
}

/** What stands before a message: a flag for compression, and its length. */
export const HEAD_BYTES = 5;
/** Configurations are small; a request beyond this is no configuration. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/** The bytes before a message of this length. */
export function head(length: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

/** Throws when more bytes have come, or are announced, than we take. */
export function checkSize(length: number): void {
  if (length > HEAD_BYTES + MAX_REQUEST_BYTES)
    throw new GrpcError(Status.resourceExhausted, `a request may have ${MAX_REQUEST_BYTES} bytes, this one has more`);
}

/** Throws once the bytes read so far announce a message we do not take. */
export function checkHead(bytes: Buffer): void {
  if (bytes.length < HEAD_BYTES) return;
  if (bytes[0] !== 0) throw new GrpcError(Status.unimplemented, "compressed messages are not supported");
  checkSize(HEAD_BYTES + bytes.readUInt32BE(1));
}

/** The one message of a unary request. */
export function unframe(bytes: Buffer): Buffer {
  if (bytes.length < HEAD_BYTES || bytes.length !== HEAD_BYTES + bytes.readUInt32BE(1))
    throw new GrpcError(Status.internal, "the request does not hold exactly one whole message");
  return bytes.subarray(HEAD_BYTES);
}
