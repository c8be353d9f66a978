import { randomUUID } from "node:crypto";
import type { Http, HttpRequest } from "../../../../src/http/http";
import {
  acs3Authorization,
  canonicalQuery,
  emptyBodyHash,
  rpcSignature,
} from "../../../../src/platforms/aliyun/signature";
import { dropSecrets } from "../../../../src/platforms/border";

/** An answer without secrets. */
export interface Answer {
  readonly status: number;
  /** undefined where it is none */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  readonly json: any;
  /** the name of the first element, where it is XML */
  readonly root: string | undefined;
}

export interface Keys {
  readonly endpoint: URL;
  readonly instanceId: string | null;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string | null;
}

/** Parameters of a call; undefined leaves one out that would be sent otherwise. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** What is other than usual about a call. */
export interface Change {
  readonly signature?: string;
  /** milliseconds that the timestamp is off */
  readonly off?: number;
  /** a parameter that is sent once more, unsigned */
  readonly repeated?: readonly [name: string, value: string];
}

const VERSION = "2018-01-20";

/** Calls with either signature, signed one by one. */
export function openWire(http: Http, keys: Keys) {
  const { endpoint, instanceId, accessKeyId, accessKeySecret, securityToken } = keys;
  /** ms the platform's clock is ahead of this machine's, by its Date header: to the second */
  let ahead = 0;

  async function send(request: HttpRequest): Promise<Answer> {
    const { status, headers, text } = await http.send(() => request, { purpose: "try the contract" });
    const date = Date.parse(headers.date ?? "");
    if (!Number.isNaN(date)) ahead = date - Date.now();
    const json = parse(text);
    dropSecrets(json);
    const [, root] = /^\s*(?:<\?xml[^>]*>\s*)?<(\w+)/.exec(text) ?? [];
    return { status, json, root };
  }

  const moment = (off: number | undefined): string =>
    new Date(Date.now() + (off === undefined ? 0 : ahead + off)).toISOString().replace(/\.\d+Z$/, "Z");
  const at = (query: string): URL => new URL(`/?${query}`, endpoint);

  const rpc = (action: string, parameters: Parameters, { signature, off, repeated }: Change = {}) => {
    const all: Parameters = {
      Action: action,
      Version: VERSION,
      Format: "JSON",
      AccessKeyId: accessKeyId,
      SecurityToken: securityToken ?? undefined,
      IotInstanceId: instanceId ?? undefined,
      SignatureMethod: "HMAC-SHA1",
      SignatureVersion: "1.0",
      SignatureNonce: randomUUID(),
      Timestamp: moment(off),
      ...parameters,
    };
    const signed = present(all);
    const proof = signature ?? rpcSignature({ method: "GET", parameters: signed, accessKeySecret });
    const url = at(canonicalQuery({ ...signed, Signature: proof }));
    if (repeated) url.searchParams.append(...(repeated as [string, string]));
    return send({ method: "GET", url, headers: {} });
  };

  /** `unsigned`: headers that are sent and not signed; `sent`: headers as they are sent instead */
  const acs3 = (
    action: string,
    parameters: Parameters,
    { unsigned = [], sent = {} }: { unsigned?: readonly string[]; sent?: Readonly<Record<string, string>> } = {},
  ) => {
    const query = present({ IotInstanceId: instanceId ?? undefined, ...parameters });
    const headers = {
      host: endpoint.host,
      "x-acs-action": action,
      "x-acs-version": VERSION,
      "x-acs-date": moment(undefined),
      "x-acs-signature-nonce": randomUUID(),
      "x-acs-content-sha256": emptyBodyHash,
      ...(securityToken !== null && { "x-acs-security-token": securityToken }),
      ...sent,
    };
    const names = Object.entries(headers).filter(([name]) => !unsigned.includes(name));
    const proof = { method: "POST", query, headers: Object.fromEntries(names), accessKeyId, accessKeySecret } as const;
    const { host: _, ...rest } = headers;
    const authorization = acs3Authorization(proof);
    return send({ method: "POST", url: at(canonicalQuery(query)), headers: { ...rest, authorization } });
  };

  return {
    rpc,
    acs3,
    query: (ProductKey: string | undefined, more: Parameters = {}, change?: Change) =>
      rpc("QueryProduct", { ProductKey, ...more }, change),
    list: (CurrentPage: string, PageSize: string, more: Parameters = {}) =>
      rpc("QueryProductList", { CurrentPage, PageSize, ...more }),
  };
}

export type Wire = ReturnType<typeof openWire>;

const present = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a request is one of the two reads, with all it says in its query and headers. */
export function isRead({ url, headers, body }: HttpRequest): boolean {
  const actions = [...url.searchParams.getAll("Action"), headers["x-acs-action"] ?? []].flat();
  const isKnown = (action: string) => action === "QueryProduct" || action === "QueryProductList";
  return body === undefined && actions.length > 0 && actions.every(isKnown);
}
