import { createHash, createHmac, randomUUID } from "node:crypto";
import { type RawAnswer, raw } from "./raw-enos";

/** Keys a raw client signs with. */
export interface AliyunKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Parameters or headers of a call; undefined leaves one out that would be sent otherwise. */
type Fields = Readonly<Record<string, string | number | undefined>>;

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const canonical = (fields: Readonly<Record<string, string>>) =>
  Object.keys(fields)
    .sort()
    .map((name) => `${encode(name)}=${encode(fields[name] ?? "")}`)
    .join("&");

const present = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** The time as both ways to sign write it. */
export const instant = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");

const form = { "content-type": "application/x-www-form-urlencoded" };

/** How a call with signature 1.0 is sent: where its parameters go, and what happens to them after they were signed. */
export interface SendOptions {
  readonly method?: string;
  readonly place?: "query" | "form" | "both" | "chunked";
  readonly signature?: string | null;
  readonly after?: (query: string) => string;
  readonly headers?: Record<string, string>;
}

/** Signs a call with signature 1.0, in its own few lines, and sends it. */
export function rpc(
  endpoint: string,
  keys: AliyunKeys,
  fields: Fields,
  { method = "GET", place = "query", signature, after = (query) => query, headers }: SendOptions = {},
): Promise<RawAnswer> {
  const parameters = present({
    Format: "JSON",
    Version: "2018-01-20",
    AccessKeyId: keys.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomUUID(),
    Timestamp: instant(Date.now()),
    SecurityToken: keys.securityToken,
    ...fields,
  });
  const text = `${method}&%2F&${encode(canonical(parameters))}`;
  const digest = createHmac("sha1", `${keys.accessKeySecret}&`).update(text).digest("base64");
  const given = signature === null ? "" : `&Signature=${encode(signature ?? digest)}`;
  const sent = after(canonical(parameters) + given);
  if (place === "query") return raw(`${endpoint}/?${sent}`, { method, headers });
  const pairs = sent.split("&");
  const half = place === "both" ? 3 : 0;
  const search = half > 0 ? `?${pairs.slice(0, half).join("&")}` : "";
  const all = { ...form, ...(place === "chunked" && { "transfer-encoding": "chunked" }), ...headers };
  return raw(`${endpoint}/${search}`, { method, headers: all, body: pairs.slice(half).join("&") });
}

/** What a test may change about a call signed with ACS3: before it is signed, or (`sent…`) after. */
export interface Acs3Options {
  readonly method?: string;
  readonly query?: Fields;
  readonly body?: string;
  readonly sentBody?: string;
  readonly headers?: Fields;
  readonly sentHeaders?: Fields;
  readonly unsigned?: readonly string[];
}

/** Signs a call with ACS3-HMAC-SHA256 and sends it. */
export function acs3(endpoint: string, keys: AliyunKeys, action: string, options: Acs3Options = {}) {
  const { method = "POST", query = {}, body = "", unsigned = [] } = options;
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const headers = present({
    host: endpoint.replace("http://", ""),
    "x-acs-action": action,
    "x-acs-version": "2018-01-20",
    "x-acs-date": instant(Date.now()),
    "x-acs-signature-nonce": randomUUID(),
    "x-acs-content-sha256": digest(body),
    "x-acs-security-token": keys.securityToken,
    ...options.headers,
  });
  const names = Object.keys(headers)
    .filter((name) => /^(host|content-type|x-acs-.*)$/.test(name) && !unsigned.includes(name))
    .sort();
  const search = canonical(present(query));
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const request = [method, "/", search, lines, names.join(";"), digest(body)].join("\n");
  const signature = createHmac("sha256", keys.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${digest(request)}`)
    .digest("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${keys.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
  const sent = present({ ...headers, authorization, ...options.sentHeaders });
  return raw(`${endpoint}/${search && `?${search}`}`, { method, headers: sent, body: options.sentBody ?? body });
}

export const queryProduct = (endpoint: string, keys: AliyunKeys, ProductKey: string, more: Fields = {}) =>
  rpc(endpoint, keys, { Action: "QueryProduct", ProductKey, ...more });

export const queryProductList = (
  endpoint: string,
  keys: AliyunKeys,
  CurrentPage: number,
  PageSize: number,
  more: Fields = {},
) => rpc(endpoint, keys, { Action: "QueryProductList", CurrentPage, PageSize, ...more });
