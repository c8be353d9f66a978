import { isProblem } from "../../../../src/schema/problem";
import { type Documented, NotTried } from "../check";
import { misfits } from "./fields";
import { absentKey, type EnosSubject, quoted } from "./subject";

const first = ({ wireProducts: [product] }: EnosSubject) => product;

/** How many rows an expression finds. */
export const found = async ({ wire }: EnosSubject, expression: string) => {
  const { json } = await wire.search({ expression, pagination: { pageNo: 1, pageSize: 10 } });
  return json?.code === 0 ? json.data?.length : `code ${json?.code}`;
};

/** One product is looked for, so that an environment of any size answers shortly. */
export const amongOne = (subject: EnosSubject, expression: string) =>
  found(subject, `productKey = ${quoted(first(subject).productKey)} and ${expression}`);

/** Behaviour that the vendor's documents state. */
export const documented: readonly Documented<EnosSubject>[] = [
  {
    id: "get-product",
    what: "Get Product answers code 0 with the product of that key and organization.",
    observe: async ({ wire, wireProducts: [{ productKey }], keys }) => {
      const { json } = await wire.get(productKey);
      return { code: json?.code, key: json?.data?.productKey === productKey, org: json?.data?.orgId === keys.orgId };
    },
    expected: { code: 0, key: true, org: true },
  },
  {
    id: "not-found",
    what: "A key that no product has is code 11404, in early editions 11611.",
    observe: async ({ wire }) => ({ code: (await wire.get(absentKey)).json?.code }),
    expected: ({ edition }) => ({ code: edition === "2.1-early" ? 11611 : 11404 }),
  },
  {
    id: "missing-argument",
    what: "A call without productKey, and an organization that does not exist, are code 99400.",
    observe: async ({ wire, keys: { orgId }, wireProducts: [{ productKey }] }) => ({
      productKey: (await wire.call({ action: "get", orgId })).json?.code,
      orgId: (await wire.call({ action: "get", orgId: "o0", productKey })).json?.code,
    }),
    expected: { productKey: 99400, orgId: 99400 },
  },
  {
    id: "fields",
    what: "Fields have the documented types, words and dependencies.",
    observe: async ({ wireProducts }) => ({ misfits: [...new Set(wireProducts.flatMap(misfits))] }),
    expected: { misfits: [] },
  },
  {
    id: "secret-unasked",
    what: "v2.1 sends the secret of a product in plain text, v2.4 only when it is asked for.",
    observe: async ({ secretSent }) => ({ secretSent }),
    expected: ({ keys }) => ({ secretSent: keys.apiVersion === "v2.1" }),
  },
  {
    id: "search-keys",
    what: "An expression with productKey in (…) finds the products of these keys and no others.",
    observe: async (subject) => {
      const keys = subject.wireProducts.map(({ productKey }) => quoted(productKey));
      return { found: await found(subject, `productKey in (${[...keys, quoted(absentKey)].join(", ")})`) };
    },
    expected: ({ wireProducts }) => ({ found: Math.min(wireProducts.length, 10) }),
  },
  {
    id: "search-model",
    what: "An expression with modelId finds products of that model and no others.",
    observe: async (subject) => ({
      same: await amongOne(subject, `modelId = ${quoted(String(first(subject).modelId))}`),
      other: await amongOne(subject, `modelId = ${quoted(absentKey)}`),
    }),
    expected: { same: 1, other: 0 },
  },
  {
    id: "search-tags",
    what: "An expression with productTags finds products with that tag and value.",
    observe: async (subject) => {
      const [tag] = Object.entries(first(subject).productTags ?? {});
      if (!tag) throw new NotTried("The first of LIVE_PRODUCTS has no tags.");
      const [name, value] = tag;
      return {
        same: await amongOne(subject, `productTags.${name} = ${quoted(String(value))}`),
        exists: await amongOne(subject, `exists(productTags.${name})`),
        other: await amongOne(subject, `productTags.${name} = ${quoted(absentKey)}`),
      };
    },
    expected: { same: 1, exists: 1, other: 0 },
  },
  {
    id: "page-default",
    what: "A search without pagination gives page 1 of 10.",
    observe: async ({ wire }) => {
      const { json } = await wire.search({});
      return { pageNo: json?.pagination?.pageNo, pageSize: json?.pagination?.pageSize };
    },
    expected: { pageNo: 1, pageSize: 10 },
  },
  {
    id: "page-largest",
    what: "A page may have 1000 products, in early editions 200.",
    observe: async ({ wire, edition }) => {
      const pageSize = edition === "2.1-early" ? 200 : 1000;
      return { code: (await wire.search({ pagination: { pageNo: 1, pageSize } })).json?.code };
    },
    expected: { code: 0 },
  },
  {
    id: "newest-first",
    what: "Search Product gives the newest products first.",
    observe: async ({ wire }) => {
      const { json } = await wire.search({ pagination: { pageNo: 1, pageSize: 50 } });
      const times = (json?.data ?? []).map(({ createTime }: { createTime?: number }) => createTime);
      if (times.length > 0 && !times.every(Number.isFinite))
        throw new NotTried("The rows of a search have no createTime here.");
      const sorted = times.every((time: number, index: number) => index === 0 || time <= times[index - 1]);
      return { newestFirst: times.length > 0 && sorted };
    },
    expected: { newestFirst: true },
  },
  {
    id: "token-repeated",
    what: "Asking for a token again before it expires gives the same token.",
    observe: async ({ wire }) => {
      const [one, two] = [await wire.askToken(), await wire.askToken()].map(({ json }) => json?.data?.accessToken);
      return { given: typeof one === "string", same: one === two };
    },
    expected: { given: true, same: true },
  },
  {
    id: "client-search",
    what: "What a search tells through our client does not contradict what reading tells.",
    observe: async ({ source, products: [read] }) => {
      const where = { productKeys: [read?.productKey ?? ""] };
      const [row] = await source.search({ orgId: null, where, expression: null, maxItems: 10, details: true });
      const known = Object.entries(row ?? {}).filter(([, value]) => value !== null);
      const differs = ([name, value]: [string, unknown]) =>
        JSON.stringify(value) !== JSON.stringify(read?.[name as keyof typeof read]);
      return { found: row !== undefined, contradicted: known.filter(differs).map(([name]) => name) };
    },
    expected: { found: true, contradicted: [] },
  },
  {
    id: "client-refusals",
    what: "Our client tells a product that is not there, and credentials that are not accepted.",
    observe: async ({ source, stranger, products: [read] }) => {
      const absent = await source.get(absentKey, null).catch((error: unknown) => error);
      const denied = await stranger.get(read?.productKey ?? "", null).catch((error: unknown) => error);
      return {
        absent: isProblem(absent, "product-not-found"),
        denied: isProblem(denied) && denied.denied,
      };
    },
    expected: { absent: true, denied: true },
  },
];
