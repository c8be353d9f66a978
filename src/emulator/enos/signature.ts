import { createHash } from "node:crypto";

/** `encryption` of a token request: SHA-256 over key, timestamp and secret, without separators. */
export function tokenEncryption(accessKey: string, timestamp: string, secretKey: string): string {
  return createHash("sha256").update(accessKey).update(timestamp).update(secretKey).digest("hex");
}

/** `apim-signature` of a call: SHA-256 over token, sorted decoded query, the body's bytes, timestamp and secret. */
export function requestSignature(call: {
  readonly token: string;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
  readonly timestamp: string;
  readonly secretKey: string;
}): string {
  // The vendor's own sample collects the names as a set and takes the first value of a repeated one.
  const names = [...new Set(call.query.keys())].sort();
  const parameters = names.map((name) => name + (call.query.get(name) ?? "")).join("");
  const digest = createHash("sha256").update(call.token).update(parameters).update(call.body);
  return digest.update(call.timestamp).update(call.secretKey).digest("hex");
}
