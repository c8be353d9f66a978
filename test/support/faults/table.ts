import type { Fault } from "../../../src/emulator/shell/faults";

/** A failure of a platform, and what is known of how the product gets over it. */
export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  /** it keeps a client waiting, so that its time is made short */
  readonly isSlow?: boolean;
  /** what it leads to where it strikes every request; a right answer or an error when absent, and never anything else */
  readonly always?: "right" | "error";
  /** what it leads to where it strikes one request: a right answer, because it is sent again; either when absent */
  readonly once?: "right";
  /** it makes sense only for these operations */
  readonly operations?: readonly OperationName[];
  /** it makes sense only on one platform */
  readonly platform?: "enos" | "aliyun";
}

export const operationNames = ["token", "get", "first page", "second page", "details"] as const;

export type OperationName = (typeof operationNames)[number];

type Row = [name: string, fault: Fault, more?: Omit<FaultCase, "name" | "fault">];

const right = { always: "right", once: "right" } as const;
const error = { always: "error" } as const;
const retried = { always: "error", once: "right" } as const;
const slow = { isSlow: true, always: "error" } as const;
const lists = ["first page", "second page"] as const;
const betweenPages = { operations: ["second page"], ...right } as const;
/** A list that cannot be whole, whichever page it struck. */
const unsteady = { operations: lists, always: "error" } as const;

const statuses: readonly Row[] = [
  ...[500, 502, 503, 504, 408].map((status): Row => [`HTTP ${status}`, { status }, retried]),
  ["HTTP 503 with Retry-After", { status: 503, retryAfter: 1, times: 1 }, right],
  ...[400, 403, 404, 405, 410, 413, 599].map((status): Row => [`HTTP ${status}`, { status }, error]),
  // Aliyun's client is patient with these, for a minute.
  ["HTTP 429", { status: 429, times: 3 }, { once: "right" }],
  ["HTTP 401", { status: 401 }, error],
  // A response without a body is sent again, because its length is wrong.
  ...[204, 304].map((status): Row => [`HTTP ${status}`, { status }, error]),
  ...[206, 300].map((status): Row => [`HTTP ${status}`, { status }, error]),
  ["a redirect", { status: 302, location: "https://login.example.com/?next=canary-location" }, error],
  ["an early hint", { status: 103 }, right],
  ["HTTP 102 before the response", { status: 102 }, right],
  ["an unwanted change of protocols", { status: 101 }, error],
];

const bodies: readonly Row[] = [
  ["a login page", { body: "<!doctype html><html><form action=/login></form></html>" }, error],
  ["an error page of a proxy", { body: "<html><h1>502 Bad Gateway</h1></html>", status: 502 }, retried],
  ...["", " ", "null", "[]", "{}", '"ok"', "7", "{", '{"code":0}', '{"code":0,"data":{}}', "\uFEFF{}", "\u0000"].map(
    (body): Row => [`the body ${JSON.stringify(body)}`, { body }, error],
  ),
  ["a body with control characters", { body: "\u001b[2J\u202e ##vso[task.setvariable]x \u0007".repeat(50) }, error],
  ["Success without anything", { body: '{"Success":true,"RequestId":"r"}' }, error],
  ["the request as the response", { echo: true }, error],
  ["the request as an error page", { echo: true, status: 502 }, retried],
  ["the request as a refusal of EnOS", { echo: true, code: 99500 }, { platform: "enos", ...error }],
  ["the request as a refusal of Aliyun", { echo: true, code: "iot.odd.Code" }, { platform: "aliyun", ...error }],
  ["the request as a refusal of the gateway", { echo: true, code: "InvalidOdd" }, { platform: "aliyun", ...error }],
];

const refusals: readonly Row[] = [
  ["an expired token", { expireToken: true }, { operations: ["get", ...lists, "details"], always: "error" }],
  ["the code of an expired token", { code: 1203 }, { platform: "enos", always: "error" }],
  ...[1001, 1002, 1005, 99400, 99403, 99500, 7, -1].map(
    (code): Row => [`code ${code}`, { code, message: "" }, { platform: "enos", always: "error" }],
  ),
  ["a code with a long message", { code: 99500, message: "x ".repeat(5000) }, { platform: "enos", ...error }],
  ["throttling", { code: "Throttling.User", times: 2 }, { platform: "aliyun", ...right }],
  ...["ServiceUnavailable", "SignatureNonceUsed", "SignatureDoesNotMatch", "iot.system.SystemException", "odd"].map(
    (code): Row => [`code ${code}`, { code }, { platform: "aliyun", always: "error" }],
  ),
];

const spoiled: readonly Row[] = [
  ["a deep response", { depth: 20_000 }, right],
  ["a response deeper than what is read", { depth: 50_000 }, {}],
  ["a larger response", { size: 200_000 }, { once: "right", operations: ["token", "get", "first page", "details"] }],
  ["a response beyond the limit", { size: 40 * 2 ** 20 }, error],
  ["another content type", { contentType: "text/html; charset=gb2312" }, right],
  ["a compressed response", { encoding: "gzip" }, error],
  ["a broken compressed response", { encoding: "broken-gzip" }, error],
  ...["modelId", "productKey", "orgId", "totalSize", "code", "ProductName", "ProductKey", "Total", "Success"].map(
    (duplicateKey): Row => [`${duplicateKey} twice`, { duplicateKey }],
  ),
  ["the token twice", { duplicateKey: "accessToken" }, { operations: ["token"], ...error }],
];

const onBadConnections: readonly Row[] = [
  ["a late response", { delay: 50 }, right],
  ["a response that is too late", { delay: 60_000 }, slow],
  ["a slow drip", { bandwidth: 20 }, slow],
  ["a slow response", { bandwidth: 4_000_000 }, right],
  ["no byte of the body", { truncate: 0 }, retried],
  ["the beginning of the body", { truncate: 25 }, retried],
  ["all but the last byte", { truncate: 100_000_000 }, retried],
  ["a length that is too large", { lengthError: 100 }, slow],
  ["a length that is too small", { lengthError: -1 }, error],
  ["a length that is much too small", { lengthError: -60 }, error],
  ["a reset", { reset: true }, retried],
  ["silence", { connection: "silent" }, slow],
  ["a closed connection", { connection: "empty" }, retried],
  ["a response without an end", { connection: "endless" }, slow],
  ["a malformed chunk", { connection: "malformed-chunk" }, {}],
  ["bytes that are not HTTP", { connection: "random-data" }, error],
  ["503 for some requests", { status: 503, probability: 0.4, seed: 5 }, {}],
];

const wrongLists: readonly Row[] = [
  ["a product that comes between two pages", { list: { shift: 1, totalError: 1 }, times: 1 }, betweenPages],
  ["a product that goes between two pages", { list: { shift: -1, totalError: -1 }, times: 1 }, betweenPages],
  ["products twice", { list: { shift: 3 } }, { operations: lists }],
  ["products left out", { list: { shift: -3 } }, unsteady],
  ["longer pages", { list: { extraRows: 5 } }, { operations: lists }],
  ["the first page for ever", { list: { repeatPage: true } }, { ...unsteady, operations: ["second page"] }],
  ["a total that is too high", { list: { totalError: 1 } }, unsteady],
  ["a total that is too low", { list: { totalError: -1 } }, unsteady],
  ["a total far too low", { list: { total: 1 } }, unsteady],
  ["a total of nothing", { list: { total: 0 } }, unsteady],
  ["a negative total", { list: { total: -1 } }, unsteady],
  ["a total in words", { list: { total: "many" } }, unsteady],
  ["a total as text", { list: { total: "1" } }, unsteady],
  ["a total that is a fraction", { list: { total: 203.5 } }, unsteady],
  ["a total beyond all numbers", { list: { total: 2 ** 60 } }, unsteady],
  ["no total", { list: { total: null } }, { operations: lists }],
  ["the total of before", { list: { staleTotal: true } }, unsteady],
];

/** Everything that a platform, and the network before it, does wrong on request. */
export const faultCases: readonly FaultCase[] = [
  ...statuses,
  ...bodies,
  ...refusals,
  ...spoiled,
  ...onBadConnections,
  ...wrongLists,
].map(([name, fault, more]) => ({ name, fault, ...more }));
