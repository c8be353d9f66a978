/** A product as the page lists it. */
export interface PageProduct {
  readonly productKey: string;
  readonly productName: string | null;
  /** by locale */
  readonly localizedNames: Readonly<Record<string, string>> | null;
  readonly modelId: string | null;
  readonly productType: string | null;
  readonly defaultValidDay: number | null;
  readonly maxValidDay: number | null;
}

/** What a page lists, and where it was read. */
export interface Content {
  /** of the platform, for people */
  readonly title: string;
  /** `{ endpoint: "https://…", orgId: "o1" }` */
  readonly origin: Readonly<Record<string, string>>;
  /** which products were asked for, as JSON; null: all */
  readonly query: string | null;
  /** by key */
  readonly products: readonly PageProduct[];
}

/** Something that is not as a file says. */
export interface Mark {
  readonly productKey: string;
  readonly kind: "changed" | "absent" | "extra" | "unchecked";
  /** of `changed`: `modelId`, `aliyun.netType`, `localizedNames["zh_CN"]` */
  readonly attribute?: string;
  /** of `changed`: a JSON value; missing: a map has no such member */
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** of `unchecked`: why */
  readonly reason?: string;
  /** of `absent`: what the file says of it */
  readonly product?: PageProduct;
}

/** A file that the products were compared with. */
export interface Comparison {
  /** without its directory */
  readonly file: string;
  /** what the file did with a value */
  readonly verb: "expected" | "recorded";
  readonly marks: readonly Mark[];
}
