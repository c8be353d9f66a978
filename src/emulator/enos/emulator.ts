import type { EmulatedPlatform, Reply, WireRequest } from "../shell/contract";
import { type Emulator, serveEmulators } from "../shell/serve";
import { assumptions } from "./assumptions";
import { editionRules } from "./edition";
import { authenticate } from "./gate";
import type { EnosOptions } from "./options";
import { parseJson, productRequest } from "./products";
import { gatewayReply, productRefusal, tokenRefusal, tokenReply } from "./reply";
import { type EnosSeed, enosSeed } from "./seed";
import { Store } from "./store";
import { TokenService } from "./token";

const productPath = /^\/connect-service\/(v2\.1|v2\.4)\/products$/;
const tokenPath = /^\/apim-token-service\/v2\.0\/token\/(get|refresh)$/;

/** Starts an emulated EnOS on a port of its own; a free one when none is named. */
export function startEmulator(
  options: EnosOptions & { readonly seed?: unknown; readonly port?: number } = {},
): Promise<Emulator> {
  const { seed = { accounts: [], products: [] } } = options;
  return serveEmulators({ platforms: [enosEmulator(options)], seed, port: options.port });
}

/** EnOS Connect behind the shared port: token service and the two read calls on products, checked as the platform checks them. */
export function enosEmulator(options: EnosOptions = {}): EmulatedPlatform {
  const { edition = "2.4", clock = Date.now, tokenLifetime = 7200, clockWindow = 300 } = options;
  const rules = editionRules[edition];
  const tokens = new TokenService(clock, tokenLifetime);
  const empty = new Store({ accounts: [], products: [] });
  let store = empty;
  let before: Store | undefined;

  function tokenRequest(request: WireRequest, call: string): Reply {
    if (request.method !== "POST") return gatewayReply(request, 405, "tokens are requested with POST");
    const body = parseJson(request.body);
    if (body === undefined) return gatewayReply(request, 400, "the body is not valid JSON");
    const outcome = call === "get" ? tokens.get(body, store.accounts) : tokens.refresh(body, store.accounts);
    return "status" in outcome ? tokenRefusal(request, outcome.status) : tokenReply(request, outcome);
  }

  return {
    name: "enos",
    assumptions,
    seedKeys: ["accounts", "products"],
    clock,
    openParameters: new Set(["action", "orgId", "productKey", "requireSecret"]),
    seed: enosSeed,
    load(part) {
      before = store === empty ? undefined : store;
      const { accounts = [], products = [] } = part as Partial<EnosSeed>;
      store = new Store({ accounts, products });
    },
    forget() {
      before = undefined;
      tokens.forget();
    },
    serves: (path) => path.startsWith("/connect-service/") || path.startsWith("/apim-token-service/"),
    action({ path, query }) {
      const call = tokenPath.exec(path)?.[1];
      return call === undefined ? (query.get("action") ?? undefined) : `token/${call}`;
    },
    subject({ path, query, body }) {
      if (!productPath.test(path)) return undefined;
      const { expression } = (parseJson(body) ?? {}) as { readonly expression?: unknown };
      return query.get("productKey") ?? (typeof expression === "string" && expression !== "" ? expression : undefined);
    },
    isList: ({ query }) => query.get("action") === "search",
    respond(request, { stale, expireToken, list }) {
      const token = tokenPath.exec(request.path)?.[1];
      if (token !== undefined) return tokenRequest(request, token);
      const version = rules.versions.find((offered) => offered === productPath.exec(request.path)?.[1]);
      if (version === undefined) return gatewayReply(request, 404, "no such path in this edition");
      if (request.method !== "GET" && request.method !== "POST") {
        return gatewayReply(request, 405, "products are read with GET and POST");
      }
      if (expireToken) tokens.expire(request.headers["apim-accesstoken"]);
      const entry = authenticate(request, tokens, store.accounts, { clock, clockWindow });
      if ("refusal" in entry) return entry.refusal;
      const seen = stale ? (before ?? store) : store;
      return productRequest({
        request,
        version,
        account: entry.account,
        store: seen,
        before: before ?? store,
        rules,
        list,
      });
    },
    failure(request, code, message) {
      const ofToken = tokenPath.test(request.path);
      return ofToken ? tokenRefusal(request, Number(code), message) : productRefusal(request, code, message);
    },
    gateway: (request, status) => gatewayReply(request, status),
    hides: (text) => store.secrets.has(text) || tokens.holder(text) !== undefined,
  };
}
