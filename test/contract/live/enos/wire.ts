import type { Http, HttpRequest } from "../../../../src/http/http";
import { dropSecrets } from "../../../../src/platforms/border";
import { addressOf } from "../../../../src/platforms/enos/endpoint";
import { requestSignature, tokenEncryption } from "../../../../src/platforms/enos/signature";

/** An answer without secrets. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** undefined where it is none */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  readonly json: any;
  /** whether a product came with its secret */
  readonly secretSent: boolean;
}

export interface Keys {
  readonly endpoint: URL;
  readonly orgId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly apiVersion: string;
}

/** What is other than usual about a product call. */
export interface Change {
  readonly method?: "GET" | "POST";
  readonly version?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly token?: string;
  readonly signature?: string;
  /** milliseconds that the timestamp is off */
  readonly off?: number;
  /** a parameter that is sent once more, unsigned */
  readonly repeated?: readonly [name: string, value: string];
}

const TOKEN = "apim-token-service/v2.0/token/get";

/** Token and product calls, signed one by one. */
export function openWire(http: Http, keys: Keys) {
  const { endpoint, orgId, accessKey, secretKey, apiVersion } = keys;
  let current: string | undefined;
  /** ms the platform's clock is ahead of this machine's, by its Date header: to the second */
  let ahead = 0;
  let lastMoment = 0;

  async function send(request: HttpRequest): Promise<Answer> {
    const { status, headers, text } = await http.send(() => request, { purpose: "try the contract" });
    const date = Date.parse(headers.date ?? "");
    if (!Number.isNaN(date)) ahead = date - Date.now();
    const json = parse(text);
    const secretSent = /"(productSecret|sessionKey)":\s*"/.test(text);
    dropSecrets(json);
    return { status, headers, json, secretSent };
  }

  const tokenRequest = (fields: object = {}): HttpRequest => {
    // Two requests of one millisecond would be one and the same to the token service.
    lastMoment = Math.max(Date.now(), lastMoment + 1);
    const timestamp = lastMoment;
    const encryption = tokenEncryption(accessKey, timestamp, secretKey);
    const body = JSON.stringify({ appKey: accessKey, encryption, timestamp: String(timestamp), ...fields });
    return {
      method: "POST",
      url: addressOf(endpoint, TOKEN, {}),
      headers: { "content-type": "application/json" },
      body,
    };
  };

  const token = async (): Promise<string> => {
    current ??= String((await send(tokenRequest())).json?.data?.accessToken ?? "");
    return current;
  };

  async function prepare(query: Readonly<Record<string, string>>, change: Change = {}): Promise<HttpRequest> {
    const { method = query.action === "search" ? "POST" : "GET", body, version = apiVersion, repeated } = change;
    const signed = change.token ?? (await token());
    const timestamp = Date.now() + (change.off === undefined ? 0 : Math.round(ahead + change.off));
    const url = addressOf(endpoint, `connect-service/${version}/products`, query);
    if (repeated) url.searchParams.append(...(repeated as [string, string]));
    const signature = change.signature ?? requestSignature({ token: signed, query, body, timestamp, secretKey });
    return {
      method,
      url,
      headers: {
        "content-type": change.contentType ?? "application/json;charset=UTF-8",
        "apim-accesstoken": signed,
        "apim-timestamp": String(timestamp),
        ...(signature !== "" && { "apim-signature": signature }),
      },
      ...(body !== undefined && { body }),
    };
  }

  return {
    send,
    tokenRequest,
    prepare,
    askToken: (fields?: object) => send(tokenRequest(fields)),
    get: async (productKey: string, change?: Change) =>
      send(await prepare({ action: "get", orgId, productKey }, change)),
    search: async (body: object, change?: Change) =>
      send(await prepare({ action: "search", orgId }, { body: JSON.stringify(body), ...change })),
    call: async (query: Readonly<Record<string, string>>, change?: Change) => send(await prepare(query, change)),
  };
}

export type Wire = ReturnType<typeof openWire>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reads: Readonly<Record<string, RegExp>> = {
  GET: /\/connect-service\/v2\.\d\/products$/,
  POST: /\/(connect-service\/v2\.\d\/products|apim-token-service\/v2\.0\/token\/get)$/,
};

/** Whether a request asks for a token, for a product without its secret, or for a list of products. */
export function isRead({ method, url, body = "" }: HttpRequest): boolean {
  const { pathname, searchParams } = url;
  if (!reads[method]?.test(pathname) || searchParams.has("requireSecret") || body.includes("requireSecret"))
    return false;
  const actions = searchParams.getAll("action");
  if (pathname.endsWith(TOKEN)) return actions.length === 0;
  return actions.length > 0 && actions.every((action) => action === "get" || action === "search");
}
