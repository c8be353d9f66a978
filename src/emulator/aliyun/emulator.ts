import type { EmulatedPlatform, Reply, WireRequest } from "../shell/contract";
import { type Emulator, serveEmulators } from "../shell/serve";
import { assumptions } from "./assumptions";
import { actionOf, readCall, readParameters } from "./call";
import { flavourRules } from "./flavour";
import { authenticate } from "./gate";
import { Nonces } from "./nonces";
import type { AliyunOptions } from "./options";
import { productRequest } from "./products";
import { businessRefusal, gatewayRefusal } from "./reply";
import { type AliyunSeed, aliyunSeed } from "./seed";
import { Store } from "./store";
import { codeOfStatus } from "./texts";
import { Throttle } from "./throttle";

const nothing: AliyunSeed = { accounts: [], products: [] };

/** Starts an emulated Aliyun IoT on a port of its own; a free one when none is named. */
export function startAliyunEmulator(
  options: AliyunOptions & { readonly seed?: unknown; readonly port?: number } = {},
): Promise<Emulator> {
  const { seed = { aliyun: nothing } } = options;
  return serveEmulators({ platforms: [aliyunEmulator(options)], seed, port: options.port });
}

/** Aliyun IoT behind the shared port: the two read calls on products, checked as the gateway and the service check them. */
export function aliyunEmulator(options: AliyunOptions = {}): EmulatedPlatform {
  const { clock = Date.now, clockWindow = 900, throttling = true } = options;
  const nonces = new Nonces();
  const throttle = new Throttle();
  const empty = new Store(nothing, false);
  let rules = flavourRules[options.flavour ?? "alibaba"];
  let store = empty;
  let before: Store | undefined;

  const refuse = (request: WireRequest, code: string, message?: string, status?: number): Reply => {
    const call = readCall(request, rules);
    if (/^iot\./i.test(code)) return businessRefusal(call, code, message);
    return gatewayRefusal(call, code, { message, status });
  };

  return {
    name: "aliyun",
    assumptions,
    seedKeys: ["aliyun"],
    clock,
    openParameters: new Set([
      ...["Action", "Version", "Format", "RegionId", "SignatureMethod", "SignatureVersion", "Timestamp"],
      ...["ProductKey", "IotInstanceId", "CurrentPage", "PageSize", "AliyunCommodityCode", "ResourceGroupId"],
    ]),
    seed: aliyunSeed,
    load(part) {
      const seed = (part.aliyun as AliyunSeed | undefined) ?? nothing;
      rules = flavourRules[options.flavour ?? seed.flavour ?? "alibaba"];
      before = store === empty ? undefined : store;
      store = new Store(seed, rules.instances);
    },
    forget() {
      before = undefined;
      nonces.forget();
      throttle.forget();
    },
    serves: (path) => path === "/",
    action: (request) => actionOf(request),
    subject(request) {
      const parameters = readParameters(request);
      const page = parameters.get("CurrentPage");
      return parameters.get("ProductKey") ?? (page === undefined ? undefined : `page ${page}`);
    },
    isList: (request) => actionOf(request) === "QueryProductList",
    respond(request, { stale, expireToken, list }) {
      if (expireToken) return refuse(request, "InvalidSecurityToken.Expired");
      const call = readCall(request, rules);
      const entry = authenticate(call, store.accounts, nonces, { clock, clockWindow });
      if ("refusal" in entry) return entry.refusal;
      const limited = throttling && rules.limits;
      if (limited && !throttle.admits(call, clock())) return refuse(request, "Throttling.User");
      return productRequest(call, entry.account, {
        store: stale ? (before ?? store) : store,
        before: before ?? store,
        list,
      });
    },
    failure: (request, code, message) => refuse(request, String(code), message),
    gateway: (request, status) => refuse(request, codeOfStatus[status] ?? "UnknownError", undefined, status),
    hides: (text) => store.secrets.has(text),
  };
}
