import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Http, HttpOptions } from "../../src/http/http";
import { openHttp } from "../../src/http/open";
import { enos } from "../../src/platforms/enos/platform";
import type { ProductSource } from "../../src/product/source";
import { closing, httpOptions, listen, quick } from "./loopback-server";

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly body: string;
  /** counted from 1 */
  readonly number: number;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** text as it is, anything else as JSON */
  readonly body: unknown;
}

export type Answerer = (asked: Asked, response: ServerResponse) => Reply | undefined;

export const secretKey = "canary-secret-key";
export const accessKey = "canary-access-key";

export const granted = (token: string, expire: unknown = 7200): Reply => ({
  body: { status: 0, msg: "SUCCESS", business: "apim-token-service", data: { accessToken: token, expire } },
});
export const ok = (data: unknown, more = {}): Reply => ({
  body: { code: 0, msg: "OK", requestId: "req-1", data, ...more },
});
export const refusal = (code: number, msg: string, status = 200): Reply => ({
  status,
  body: { code, msg, requestId: "req-9", data: null },
});
export const row = (productKey: string, more = {}) => ({
  orgId: "o1",
  productKey,
  productName: { defaultValue: `name of ${productKey}`, i18nValue: { en_US: "", zh_CN: "电表" } },
  productSecret: "canary-product-secret",
  sessionKey: "canary-session-key",
  productType: "Device",
  productTags: {},
  modelId: "M",
  ...more,
});

/** Two services behind one address, answering as a test says; knows nothing of how EnOS really answers. */
export async function gateway(
  products: Answerer,
  tokens: Answerer = ({ number }) => granted(`canary-token-${number}`),
) {
  const calls: Asked[] = [];
  const tokenCalls: Asked[] = [];
  const endpoint = await listen((request, response, body) => {
    const url = new URL(request.url ?? "/", "http://any");
    const isToken = url.pathname.endsWith("/token/get");
    const list = isToken ? tokenCalls : calls;
    const { headers, method = "" } = request;
    const asked = { path: url.pathname, query: url.searchParams, headers, method, body, number: list.length + 1 };
    list.push(asked);
    const reply = (isToken ? tokens : products)(asked, response);
    if (!reply) return;
    response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
    response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
  });
  const http = (options: Partial<HttpOptions> = {}): Http => closing(openHttp(httpOptions(options), quick()));
  return {
    endpoint,
    calls,
    tokenCalls,
    source: (settings = {}, options: Partial<HttpOptions> = {}): ProductSource =>
      enos.open({ endpoint, orgId: "o1", accessKey, secretKey, apiVersion: "v2.4", ...settings }, http(options)),
  };
}

/** Answers a search page by page out of a list. */
export const paged =
  (
    rows: readonly unknown[],
    change: (body: { pagination: { pageNo: number; pageSize: number } }) => object = () => ({}),
  ): Answerer =>
  ({ body }) => {
    const asked = JSON.parse(body);
    const { pageNo, pageSize } = asked.pagination;
    const pagination = { sortedBy: null, pageNo, pageSize, totalSize: rows.length, ...change(asked) };
    return ok(rows.slice((pageNo - 1) * pageSize, pageNo * pageSize), { pagination });
  };
