import { createHash } from "node:crypto";
import { Agent, type IncomingHttpHeaders, request as send } from "node:http";

/** Keys a raw client signs with. */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** An answer as it came, with its JSON when it is JSON. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Closes the connections kept by `raw`. */
export const hangUp = () => agent.destroy();

/** Sends exactly what it is told, and rejects when the connection breaks. */
export function raw(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers, body } = options;
    const request = send(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {}
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

export const sha256 = (...parts: (string | Buffer)[]) =>
  createHash("sha256")
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest("hex");

let moment = Date.now();

/** Asks for a token with a timestamp never used before; every field may be replaced, undefined leaves it out. */
export function askToken(endpoint: string, keys: Keys, fields: object = {}, call = "get") {
  const timestamp = String(moment++);
  const encryption = sha256(keys.accessKey, timestamp, keys.secretKey);
  const body = JSON.stringify({ appKey: keys.accessKey, encryption, timestamp, ...fields });
  const headers = { "content-type": "application/json" };
  return raw(`${endpoint}/apim-token-service/v2.0/token/${call}`, { method: "POST", headers, body });
}

/** What a test may change about a signed call, before or after it was signed. */
export interface CallOptions {
  readonly version?: string;
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly sentBody?: string | Buffer;
  readonly timestamp?: string;
  readonly token?: string;
  readonly headers?: Record<string, string | undefined>;
}

/** Signs a product call in its own few lines. */
export async function call(
  endpoint: string,
  keys: Keys,
  query: Record<string, string>,
  options: CallOptions = {},
): Promise<RawAnswer> {
  const { version = "v2.4", body = "", timestamp = String(Date.now()) } = options;
  const token = options.token ?? (await askToken(endpoint, keys)).json.data.accessToken;
  const parameters = Object.keys(query)
    .sort()
    .map((name) => `${name}${query[name]}`)
    .join("");
  const signed: Record<string, string | undefined> = {
    "apim-accesstoken": token,
    "apim-signature": sha256(token, parameters, body, timestamp, keys.secretKey),
    "apim-timestamp": timestamp,
    "content-type": "application/json;charset=UTF-8",
    ...options.headers,
  };
  const headers = Object.fromEntries(Object.entries(signed).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const url = `${endpoint}/connect-service/${version}/products?${search.join("&")}`;
  const method = options.method ?? (query.action === "search" ? "POST" : "GET");
  return raw(url, { method, headers, body: options.sentBody ?? body });
}

export const get = (endpoint: string, keys: Keys, orgId: string, productKey: string, options?: CallOptions) =>
  call(endpoint, keys, { action: "get", orgId, productKey }, options);

export const search = (endpoint: string, keys: Keys, orgId: string, body: object, options?: CallOptions) =>
  call(endpoint, keys, { action: "search", orgId }, { body: JSON.stringify(body), ...options });
