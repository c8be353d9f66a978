import { createHash, createHmac } from "node:crypto";
import type { WireRequest } from "../shell/contract";
import { header } from "./call";

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

const canonicalQuery = (pairs: Iterable<readonly [string, string]>): string =>
  [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");

/** What a request is signed over with signature 1.0: the method and every parameter but the signature. */
export function stringToSign(method: string, parameters: ReadonlyMap<string, string>): string {
  const signed = [...parameters].filter(([name]) => name !== "Signature");
  return `${method}&${encode("/")}&${encode(canonicalQuery(signed))}`;
}

/** `Signature` of signature 1.0. */
export const hmacSha1 = (secret: string, text: string): string =>
  createHmac("sha1", `${secret}&`).update(text).digest("base64");

/** What ACS3 makes of a request: method, path, query, the headers the request names, the digest of the body. */
export function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${(header(request, name) ?? "").trim()}\n`).join("");
  const query = canonicalQuery(request.query);
  return [request.method, request.path, query, headers, signedHeaders.join(";"), sha256(request.body)].join("\n");
}

/** What ACS3 signs, and the signature of it. */
export function acs3(secret: string, canonical: string): { readonly text: string; readonly signature: string } {
  const text = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  return { text, signature: createHmac("sha256", secret).update(text).digest("hex") };
}

/** `x-acs-content-sha256` of a body. */
export const bodyDigest = (request: WireRequest): string => sha256(request.body);
