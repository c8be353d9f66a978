import { createHash, createHmac } from "node:crypto";

/** RFC 3986 as both signatures require it: everything but letters, digits and `-_.~` is written as %XX. */
const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** By code unit: upper case before lower case, never by locale. */
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : a > b ? 1 : 0);

/** The query as it is signed, and therefore sent. */
export const canonicalQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .sort(byName)
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .join("&");

export interface RpcSigned {
  readonly method: "GET" | "POST";
  /** all of them but `Signature` */
  readonly parameters: Readonly<Record<string, string>>;
  readonly accessKeySecret: string;
}

/** `Signature` of RPC signature 1.0 (vendor's page "Request signatures"), before it is percent-encoded. */
export const rpcSignature = ({ method, parameters, accessKeySecret }: RpcSigned): string =>
  createHmac("sha1", `${accessKeySecret}&`)
    .update(`${method}&${percent("/")}&${percent(canonicalQuery(parameters))}`)
    .digest("base64");

export interface Acs3Signed {
  readonly method: "GET" | "POST";
  readonly query: Readonly<Record<string, string>>;
  /** lower-case names; `host` and every `x-acs-…` header that is sent */
  readonly headers: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** `x-acs-content-sha256` of a request without a body: reads have none. */
export const emptyBodyHash = createHash("sha256").update("").digest("hex");

/** `Authorization` of ACS3-HMAC-SHA256 (vendor's page "V3 request structure and signature"), for path `/` and no body. */
export function acs3Authorization({ method, query, headers, accessKeyId, accessKeySecret }: Acs3Signed): string {
  const sorted = Object.entries(headers).sort(byName);
  const names = sorted.map(([name]) => name).join(";");
  const lines = sorted.map(([name, value]) => `${name}:${value.trim()}\n`).join("");
  const request = [method, "/", canonicalQuery(query), lines, names, emptyBodyHash].join("\n");
  const text = `ACS3-HMAC-SHA256\n${createHash("sha256").update(request).digest("hex")}`;
  const signature = createHmac("sha256", accessKeySecret).update(text).digest("hex");
  return `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
}
