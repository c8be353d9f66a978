import type { Reply } from "../shell/contract";
import type { ListFault } from "../shell/faults";
import { pageOf } from "../shell/list-page";
import type { Call } from "./call";
import { businessRefusal, invalid, missing, success } from "./reply";
import { type Account, permissionOf, type WireProduct } from "./seed";
import type { Instance, Store } from "./store";

const largestPage = 200;
const commodityCodes = ["iothub", "iothub_senior"];

const listed = new Set([
  "AuthType",
  "DataFormat",
  "Description",
  "DeviceCount",
  "GmtCreate",
  "NodeType",
  "ProductKey",
  "ProductName",
]);

/** What is read, and what is wrong with it. */
export interface Seen {
  readonly store: Store;
  /** the state before the last reload */
  readonly before: Store;
  readonly list?: ListFault;
}

/** Handles QueryProduct and QueryProductList for an authenticated account. */
export function productRequest(call: Call, account: Account, seen: Seen): Reply {
  const action = call.action as keyof typeof permissionOf;
  const needed = action === "QueryProduct" ? ["ProductKey"] : ["CurrentPage", "PageSize"];
  const absent = needed.find((name) => !call.parameters.has(name));
  if (absent !== undefined) return missing(call, absent);
  if (!(account.permissions ?? Object.values(permissionOf)).includes(permissionOf[action])) {
    return businessRefusal(call, "iot.common.RamActionPermissionDeny");
  }
  const id = call.rules.instances ? call.parameters.get("IotInstanceId") : undefined;
  const instance = seen.store.instance(account, id);
  if (instance === undefined) return businessRefusal(call, "iot.system.InstanceNotFound");
  if (action === "QueryProduct") return queryProduct(call, instance);
  return queryProductList(call, instance, seen.before.instance(account, id), seen.list);
}

function queryProduct(call: Call, instance: Instance): Reply {
  const productKey = call.parameters.get("ProductKey");
  if (!productKey) return businessRefusal(call, "iot.prod.NullProductKey");
  const product = instance.byKey.get(productKey);
  if (product === undefined) return businessRefusal(call, "iot.prod.NotExistedProduct");
  return success(
    call,
    only(product, (field) => field !== "IotInstanceId"),
  );
}

function queryProductList(call: Call, instance: Instance, before?: Instance, list?: ListFault): Reply {
  const { parameters } = call;
  const [CurrentPage, PageSize] = [integer(parameters.get("CurrentPage")), integer(parameters.get("PageSize"))];
  if (CurrentPage === undefined) return invalid(call, "CurrentPage");
  if (PageSize === undefined) return invalid(call, "PageSize");
  if (CurrentPage < 1 || PageSize < 1 || PageSize > largestPage) {
    return businessRefusal(call, "iot.common.InvalidPageParams");
  }
  const code = parameters.get("AliyunCommodityCode");
  if (code && !commodityCodes.includes(code)) return businessRefusal(call, "iot.prod.InvalidAliyunCommodityCode");
  const matchesIn = ({ products }: Pick<Instance, "products">) =>
    code ? products.filter(({ AliyunCommodityCode }) => AliyunCommodityCode === code) : products;
  const matches = matchesIn(instance);
  const asked = { first: (CurrentPage - 1) * PageSize, size: PageSize };
  const { rows, total } = pageOf(matches, asked, list, () => matchesIn(before ?? instance).length);
  const page = rows.map((product) => only(product, (field) => listed.has(field)));
  const PageCount = Math.ceil(matches.length / PageSize);
  return success(call, { PageCount, PageSize, List: { ProductInfo: page }, CurrentPage, Total: total });
}

const only = (product: WireProduct, shown: (field: string) => boolean): object =>
  Object.fromEntries(Object.entries(product).filter(([field]) => shown(field)));

/** An Integer of the service: 32 bits, decimal. */
function integer(text = ""): number | undefined {
  const value = /^[+-]?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : undefined;
}
