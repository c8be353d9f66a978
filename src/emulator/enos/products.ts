import { attempt } from "../../schema/attempt";
import { isObject } from "../../schema/is-object";
import type { Reply, WireRequest } from "../shell/contract";
import type { ListFault } from "../shell/faults";
import { pageOf } from "../shell/list-page";
import type { EditionRules } from "./edition";
import { ExpressionError, type Predicate, parseExpression } from "./expression";
import { readPage } from "./pagination";
import { gatewayReply, productRefusal, productReply } from "./reply";
import { sealSecret, secretDenied } from "./secret";
import type { Account, WireProduct } from "./seed";
import type { Store } from "./store";

/** An authenticated product call. */
export interface ProductCall {
  readonly request: WireRequest;
  readonly version: "v2.1" | "v2.4";
  readonly account: Account;
  readonly store: Store;
  /** the state before the last reload */
  readonly before: Store;
  readonly rules: EditionRules;
  /** what is wrong with the list */
  readonly list?: ListFault;
}

const methods: Readonly<Record<string, string>> = { get: "GET", search: "POST" };

/** Handles Get Product and Search Product. */
export function productRequest(call: ProductCall): Reply {
  const { request, account, store } = call;
  const missing = (name: string) => productRefusal(request, 99400, `Invalid Argument ${name}:${name} is missing`);
  const action = request.query.get("action");
  if (!action) return missing("action");
  const method = Object.hasOwn(methods, action) ? methods[action] : undefined;
  if (method === undefined) return productRefusal(request, 99400, "Invalid Argument action:action is not supported");
  if (method !== request.method) return gatewayReply(request, 405, `action=${action} is called with ${method}`);

  const orgId = request.query.get("orgId");
  if (!orgId) return missing("orgId");
  if (!store.hasOrganization(orgId)) {
    return productRefusal(request, 99400, "Invalid Argument orgId:  orgId does not exist");
  }
  if (!account.orgIds.includes(orgId)) return productRefusal(request, 99403, `Denied resource:  orgId ${orgId}`);
  if (!allows(account, "Product:Read")) return productRefusal(request, 99403, "Denied resource:  Product:Read");
  return action === "get" ? get(call, orgId) : search(call, orgId);
}

function get(call: ProductCall, orgId: string): Reply {
  const { request, store, rules } = call;
  const productKey = request.query.get("productKey");
  if (!productKey) return productRefusal(request, 99400, "Invalid Argument productKey:productKey is missing");
  const requireSecret = request.query.get("requireSecret")?.toLowerCase() ?? "false";
  if (call.version === "v2.4" && requireSecret !== "true" && requireSecret !== "false") {
    return productRefusal(request, 99400, "Invalid Argument requireSecret:  requireSecret is not a boolean");
  }
  const withSecret = call.version === "v2.4" && requireSecret === "true";
  if (withSecret && !call.account.rsaPublicKey) return productRefusal(request, 11858);
  const product = store.get(orgId, productKey);
  if (product === undefined) return productRefusal(request, rules.notFound.code, rules.notFound.msg);
  return productReply(request, withSecret ? withSealedSecret(call, product) : visible(call, product));
}

function search(call: ProductCall, orgId: string): Reply {
  const { request, store, rules } = call;
  const body = parseJson(request.body);
  if (body === undefined) return gatewayReply(request, 400, "the body is not valid JSON");
  const refuse = (problem: string) => productRefusal(request, 99400, `Invalid arguments: ${problem}`);
  if (!isObject(body)) return refuse("the body is not a struct");
  const { expression, pagination, requireSecret } = body;

  if (expression !== undefined && expression !== null && typeof expression !== "string") {
    return refuse("expression is not a string");
  }
  const page = readPage(pagination, rules.largestPage);
  if (typeof page === "string") return refuse(page);
  if (call.version === "v2.4" && requireSecret != null && typeof requireSecret !== "boolean") {
    return refuse("requireSecret is not a boolean");
  }
  const withSecret = call.version === "v2.4" && requireSecret === true;
  if (withSecret && !call.account.rsaPublicKey) return productRefusal(request, 11858);

  let isMatch: Predicate;
  try {
    isMatch = expression?.trim() ? parseExpression(expression) : () => true;
  } catch (error) {
    if (error instanceof ExpressionError) return refuse(`expression: ${error.message}`);
    throw error;
  }
  const asked = { first: (page.pageNo - 1) * page.pageSize, size: page.pageSize };
  const count = () => call.before.search(orgId, isMatch).length;
  const { rows, total } = pageOf(store.search(orgId, isMatch), asked, call.list, count);
  const show = withSecret ? withSealedSecret : visible;
  const data = rows.map((product) => show(call, product));
  return productReply(request, data, { sortedBy: null, ...page, totalSize: total });
}

const allows = (account: Account, permission: string): boolean =>
  (account.permissions ?? ["Product:Read"]).includes(permission);

/** The product without what this version or edition leaves out. */
function visible({ version, rules }: ProductCall, product: WireProduct): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...product };
  // A seed may be a copy of a v2.4 response; the session key in it belongs to another call.
  delete shown.sessionKey;
  if (version !== "v2.1") delete shown.productSecret;
  for (const field of rules.omits) delete shown[field];
  return shown;
}

function withSealedSecret(call: ProductCall, product: WireProduct): Record<string, unknown> {
  const { account } = call;
  const secret = product.productSecret ?? null;
  const isAllowed = allows(account, "Product:Create") || allows(account, "Product:Update");
  if (!isAllowed) return { ...visible(call, product), productSecret: secretDenied, sessionKey: secretDenied };
  const sealed =
    secret === null ? { productSecret: null, sessionKey: null } : sealSecret(secret, account.rsaPublicKey ?? "");
  return { ...visible(call, product), ...sealed };
}

/** The JSON of a body; undefined when it is not JSON. */
export const parseJson = (body: Uint8Array): unknown =>
  attempt(() => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
