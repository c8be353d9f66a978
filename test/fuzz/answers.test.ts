import type { Http } from "../../src/http/http";
import { aliyun } from "../../src/platforms/aliyun/platform";
import { enos } from "../../src/platforms/enos/platform";
import type { Product } from "../../src/product/product";
import type { ProductSource } from "../../src/product/source";
import { isObject } from "../../src/schema/is-object";
import { isProblem } from "../../src/schema/problem";
import { ok as fine, settingsOf } from "../support/aliyun-service";
import { fc, fuzz } from "../support/fuzz";
import { corpus } from "../support/fuzz-corpus";
import { changedJson, hasRepeatedName } from "../support/fuzz-json";
import { accessKey, granted, ok, secretKey } from "../support/gateway";
import { list, loosePlatforms, type Members } from "../support/loose-platforms";

const [enosRows, aliyunRows] = loosePlatforms;

/** A platform with the bodies of its responses by what is asked. */
interface Side {
  readonly rows: typeof enosRows;
  readonly open: (http: Http) => ProductSource;
  readonly asked: (url: URL) => string;
  readonly right: Readonly<Record<string, unknown>>;
  /** the body of a list with these rows */
  readonly listOf: (rows: readonly unknown[]) => unknown;
  /** whether a row can only be refused: it belongs to another organization */
  readonly isForeign: (row: Members) => boolean;
}

/** A text that no half of a character is in. */
const isWhole = (value: unknown): boolean => typeof value === "string" && !/\p{Surrogate}/u.test(value);

const endpoint = "https://platform.example/";
const numbers = [4, 3, 2, 1];
const enosList = (rows: readonly unknown[]) =>
  ok(rows, { pagination: { pageNo: 1, pageSize: 100, totalSize: rows.length } }).body;
const aliyunList = (rows: readonly unknown[]) =>
  fine({ CurrentPage: 1, PageCount: 1, PageSize: 200, Total: rows.length, List: { ProductInfo: rows } }).body;

const sides: readonly Side[] = [
  {
    rows: enosRows,
    open: (http) => enos.open({ endpoint, orgId: "o1", accessKey, secretKey, apiVersion: "v2.1" }, http),
    asked: ({ pathname, searchParams }) =>
      pathname.endsWith("/token/get") ? "token" : String(searchParams.get("action")),
    right: {
      token: granted("canary-token").body,
      get: ok(enosRows.complete(1)).body,
      search: enosList(numbers.map((number) => enosRows.complete(number))),
    },
    listOf: enosList,
    isForeign: ({ orgId }) => isWhole(orgId) && orgId !== "o1",
  },
  {
    rows: aliyunRows,
    open: (http) => aliyun.open(settingsOf(endpoint), http),
    asked: ({ searchParams }) => String(searchParams.get("Action")),
    right: {
      QueryProduct: fine(aliyunRows.complete(1)).body,
      QueryProductList: aliyunList(numbers.map((number) => aliyunRows.complete(number))),
    },
    listOf: aliyunList,
    isForeign: () => false,
  },
];

/** A source whose platform responds with these bodies. */
const sourceWith = ({ open, asked }: Side, bodies: Readonly<Record<string, string>>): ProductSource =>
  open({
    check: () => {},
    close: async () => {},
    send: async (prepare) => ({
      status: 200,
      headers: { "content-type": "application/json" },
      text: bodies[asked(prepare().url)] ?? "",
    }),
  });

const texts = (bodies: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, JSON.stringify(body)]));

/** A value, or undefined for a Problem; anything else that is thrown is a failure. */
async function settled<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(error.message).not.toMatch(/\n {4}at |SyntaxError|call stack|canary/);
    expect(error.message.length).toBeLessThan(3_000);
    expect(error.message).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}]/u);
    return undefined;
  }
}

const isPlain = (value: unknown): boolean => value === null || ["string", "number", "boolean"].includes(typeof value);

function checkProduct({ productKey, ...rest }: Product): void {
  expect({
    productKey,
    odd: Object.values(rest).filter((value) => !isPlain(value) && !Object.values(value as object).every(isPlain)),
  }).toEqual({
    productKey: expect.stringMatching(/./s),
    odd: [],
  });
  expect(JSON.stringify(rest)).not.toMatch(/\p{Surrogate}/u);
}

const sideAt = (index: number): Side => sides[index] as Side;

const answer = fc.nat(sides.length - 1).chain((index) => {
  const { right } = sideAt(index);
  return fc
    .constantFrom(...Object.keys(right))
    .chain((name) => fc.tuple(fc.constant(index), fc.constant(name), changedJson(right[name])));
});

fuzz("what is read of a changed response is products, or a problem", {
  corpus: corpus.answers,
  cases: answer,
  check: async ([index, name, text]) => {
    const side = sideAt(index);
    const productKey = side.rows.keyOf(1);
    // A new one each time: of one source, Aliyun's calls are paced.
    const source = () => sourceWith(side, { ...texts(side.right), [name]: text });
    const one = await settled(source().get(productKey, null));
    if (one) checkProduct(one);
    const secret = await settled(source().getSecret(productKey, null));
    if (secret) expect(Object.values(secret).some((value) => typeof value === "string")).toBe(true);
    for (const asked of [{ details: false }, { where: { productKeys: [productKey] } }]) {
      const found = await settled(list(source(), asked));
      found?.products.forEach(checkProduct);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
  runs: 200,
});

const oddRow = fc
  .tuple(fc.nat(sides.length - 1), fc.constantFrom(...numbers))
  .chain(([index, number]) =>
    fc.tuple(fc.constant(index), fc.constant(number), changedJson(sideAt(index).rows.complete(number), 2)),
  );

fuzz("an odd product of a list that still has its key costs no other product", {
  corpus: corpus.rows,
  cases: oddRow,
  check: async ([index, number, text]) => {
    const side = sideAt(index);
    const { complete, keyOf, key } = side.rows;
    const row: unknown = JSON.parse(text);
    const search = side.asked(new URL(`${endpoint}?action=search&Action=QueryProductList`));
    const rows = numbers.map((each) => (each === number ? "ODD" : complete(each)));
    const body = JSON.stringify(side.listOf(rows)).replace('"ODD"', () => text);
    const all = sourceWith(side, texts(side.right));
    const found = await settled(list(sourceWith(side, { ...texts(side.right), [search]: body }), { details: false }));
    const own = isObject(row) && Object.hasOwn(row, key) && !side.isForeign(row) ? row[key] : undefined;
    const isAnother = numbers.some((each) => each !== number && keyOf(each) === own);
    // Of a name that comes twice, no value is known.
    const isClear = isWhole(own) && own !== "" && !isAnother && !hasRepeatedName(text);
    expect(found !== undefined).toBe(isClear);
    if (found === undefined) return;
    const others = ({ productKey }: Product) => numbers.some((each) => each !== number && keyOf(each) === productKey);
    const expected = (await list(all, { details: false })).products;
    expect(found.products.filter(others)).toEqual(expected.filter(others));
    expect(found.products).toHaveLength(numbers.length);
    for (const each of found.unread) expect(each.productKey).toBe(own);
  },
  runs: 120,
});
