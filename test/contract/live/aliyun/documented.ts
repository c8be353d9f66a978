import { isProblem } from "../../../../src/schema/problem";
import type { Documented } from "../check";
import { listed, misfits } from "./fields";
import { type AliyunSubject, absentKey } from "./subject";
import type { Answer } from "./wire";

type Row = Readonly<Record<string, unknown>>;

const rowsOf = ({ json }: Answer): readonly Row[] => json?.Data?.List?.ProductInfo ?? [];

/** Behaviour that the vendors' documents state. */
export const documented: readonly Documented<AliyunSubject>[] = [
  {
    id: "get-product",
    what: "QueryProduct answers Success true with the product of that key.",
    observe: async ({ wire, wireProducts: [{ ProductKey }] }) => {
      const { status, json } = await wire.query(ProductKey);
      return { status, success: json?.Success, key: json?.Data?.ProductKey === ProductKey };
    },
    expected: { status: 200, success: true, key: true },
  },
  {
    id: "not-found",
    what: "A key that no product has is iot.prod.NotExistedProduct.",
    observe: async ({ wire }) => ({ code: (await wire.query(absentKey)).json?.Code }),
    expected: { code: "iot.prod.NotExistedProduct" },
  },
  {
    id: "fields",
    what: "Fields have the documented types and words.",
    observe: async ({ wireProducts }) => ({ misfits: [...new Set(wireProducts.flatMap(misfits))] }),
    expected: { misfits: [] },
  },
  {
    id: "list-page",
    what: "QueryProductList tells its page, the number of pages and of products.",
    observe: async ({ wire }) => {
      const { CurrentPage, PageSize, PageCount, Total } = (await wire.list("1", "2")).json?.Data ?? {};
      return { CurrentPage, PageSize, pages: PageCount === Math.ceil(Total / 2) };
    },
    expected: { CurrentPage: 1, PageSize: 2, pages: true },
  },
  {
    id: "list-largest",
    what: "A page may have 200 products.",
    observe: async ({ wire }) => ({ success: (await wire.list("1", "200")).json?.Success }),
    expected: { success: true },
  },
  {
    id: "list-beyond",
    what: "A page past the end is empty and no error.",
    observe: async ({ wire }) => {
      const answer = await wire.list("100000", "1");
      return { success: answer.json?.Success, rows: rowsOf(answer).length };
    },
    expected: { success: true, rows: 0 },
  },
  {
    id: "list-fields",
    what: "Rows of a list have their eight documented fields and no others.",
    observe: async ({ wire }) => {
      const rows = rowsOf(await wire.list("1", "50"));
      const names = [...new Set(rows.flatMap(Object.keys))];
      return { rows: rows.length > 0, others: names.filter((name) => !listed.includes(name)).sort() };
    },
    expected: { rows: true, others: [] },
  },
  {
    id: "newest-first",
    what: "QueryProductList gives the newest products first.",
    observe: async ({ wire }) => {
      const times = rowsOf(await wire.list("1", "50")).map(({ GmtCreate }) => Number(GmtCreate));
      const sorted = times.every((time, index) => index === 0 || time <= (times[index - 1] as number));
      return { newestFirst: times.length > 0 && sorted };
    },
    expected: { newestFirst: true },
  },
  {
    id: "wrong-secret",
    what: "A call signed with another secret is SignatureDoesNotMatch, an unknown key InvalidAccessKeyId.NotFound.",
    observe: async ({ wire, wireProducts: [{ ProductKey }] }) => ({
      secret: (await wire.query(ProductKey, {}, { signature: "d3Jvbmc=" })).json?.Code,
      key: (await wire.query(ProductKey, { AccessKeyId: absentKey })).json?.Code,
    }),
    expected: { secret: "SignatureDoesNotMatch", key: "InvalidAccessKeyId.NotFound" },
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
  {
    id: "client-search",
    what: "What a search by keys tells through our client is what reading tells.",
    observe: async ({ source, products: [read] }) => {
      const where = { productKeys: [read?.productKey ?? ""] };
      const [row] = await source.search({ orgId: null, where, expression: null, maxItems: 10, details: true });
      return { same: JSON.stringify(row) === JSON.stringify(read) };
    },
    expected: { same: true },
  },
];
