import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Http, HttpOptions } from "../../src/http/http";
import { openHttp } from "../../src/http/open";
import { aliyun } from "../../src/platforms/aliyun/platform";
import type { ProductQuery, ProductSource } from "../../src/product/source";
import { closing, httpOptions, listen, quick } from "./loopback-server";

export interface Asked {
  readonly action: string;
  readonly query: URLSearchParams;
  /** path and query as they came */
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
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

export const accessKeyId = "canary-key-id";
export const accessKeySecret = "canary-key-secret";
export const securityToken = "canary+token/with=signs";

export const ok = (data: unknown, more = {}): Reply => ({
  body: { RequestId: "REQ-1", Success: true, Code: "", Data: data, ...more },
});
/** The service's own envelope. */
export const refusal = (code: string, status = 200, message = "as the service says it"): Reply => ({
  status,
  body: { RequestId: "REQ-9", Success: false, Code: code, ErrorMessage: message },
});
/** The envelope of the gateway before it. */
export const turnedAway = (code: string, status = 400, message = "as the gateway says it", headers = {}): Reply => ({
  status,
  headers,
  body: {
    RequestId: "REQ-9",
    HostId: "iot.example",
    Code: code,
    Message: message,
    Recommend: "https://canary.example",
  },
});

/** A row of QueryProductList; the number makes it newer than those with smaller ones. */
export const thinRow = (number: number, more = {}) => ({
  AuthType: "secret",
  DataFormat: 1,
  Description: "",
  DeviceCount: 3,
  GmtCreate: 1_600_000_000_000 + number,
  NodeType: 0,
  ProductKey: `a1key${number}`,
  ProductName: `Product ${number}`,
  ...more,
});

/** The answer of QueryProduct. */
export const detail = (number: number, more = {}) => ({
  ...thinRow(number),
  AliyunCommodityCode: "iothub_senior",
  CategoryKey: "Lighting",
  CategoryName: "路灯照明",
  Id2: false,
  NetType: 3,
  Owner: true,
  ProductSecret: "canary-product-secret",
  ProductStatus: "RELEASE_STATUS",
  ProtocolType: "modbus",
  ValidateType: 1,
  ...more,
});

/** A service behind one address, answering as a test says; knows nothing of how Aliyun really answers. */
export async function service(answer: Answerer) {
  const calls: Asked[] = [];
  const endpoint = await listen((request, response) => {
    const raw = request.url ?? "/";
    const query = new URL(raw, "http://any").searchParams;
    const { headers, method = "" } = request;
    const action = query.get("Action") ?? String(headers["x-acs-action"]);
    const asked = { action, query, raw, headers, method, number: calls.length + 1 };
    calls.push(asked);
    const reply = answer(asked, response);
    if (!reply) return;
    response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
    response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
  });
  const http = (options: Partial<HttpOptions> = {}): Http => closing(openHttp(httpOptions(options), quick()));
  return {
    endpoint,
    host: new URL(endpoint).host,
    calls,
    source: (settings = {}, options: Partial<HttpOptions> = {}): ProductSource =>
      aliyun.open({ ...settingsOf(endpoint), ...settings }, http(options)),
  };
}

export const settingsOf = (endpoint: string) => ({
  endpoint,
  region: null,
  instanceId: null,
  accessKeyId,
  accessKeySecret,
  securityToken: null,
  profile: null,
  signature: "rpc",
});

/** Answers the list page by page out of rows, and single products with their details. */
export const products =
  (numbers: readonly number[], change: (data: { Total: number }, asked: Asked) => object = () => ({})): Answerer =>
  (asked) => {
    const { action, query } = asked;
    if (action === "QueryProduct") {
      const number = numbers.find((each) => `a1key${each}` === query.get("ProductKey"));
      return number === undefined ? refusal("iot.prod.NotExistedProduct") : ok(detail(number));
    }
    const [page, size] = [Number(query.get("CurrentPage")), Number(query.get("PageSize"))];
    const data = {
      CurrentPage: page,
      PageSize: size,
      PageCount: Math.ceil(numbers.length / size),
      Total: numbers.length,
      List: { ProductInfo: numbers.slice((page - 1) * size, page * size).map((number) => thinRow(number)) },
    };
    return ok({ ...data, ...change(data, asked) });
  };

/** So many numbers, newest first as the service lists. */
export const newest = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

export const query = (changes: Partial<ProductQuery> = {}): ProductQuery => ({
  orgId: null,
  where: {},
  expression: null,
  maxItems: 50_000,
  details: true,
  ...changes,
});
