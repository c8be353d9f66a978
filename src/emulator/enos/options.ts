import type { Edition } from "./edition";

/** How an emulated EnOS behaves where editions differ or the documents leave a choice. */
export interface EnosOptions {
  /** `2.4` when absent */
  readonly edition?: Edition;
  /** milliseconds since 1970; the machine's clock when absent */
  readonly clock?: () => number;
  /** seconds a token lives; 7200 when absent */
  readonly tokenLifetime?: number;
  /** seconds `apim-timestamp` may be off in either direction; 300 when absent */
  readonly clockWindow?: number;
  /** an expired token on a product call: HTTP 401 of the gateway (default), or code 1203 in the envelope */
  readonly expiredToken?: "gateway" | "code";
  /** whether the 401 names its cause after the documented text (default) or stops after the documented text */
  readonly explainAuthentication?: boolean;
  /** returns createTime, createBy and updateBy as null in searches, as the samples of v2.4 print them; off by default */
  readonly searchNulls?: boolean;
  /** bytes a request body may have; 1 MiB when absent */
  readonly bodyLimit?: number;
}

/** The options with all defaults. */
export const withDefaults = (options: EnosOptions): Required<EnosOptions> => ({
  edition: options.edition ?? "2.4",
  clock: options.clock ?? Date.now,
  tokenLifetime: options.tokenLifetime ?? 7200,
  clockWindow: options.clockWindow ?? 300,
  expiredToken: options.expiredToken ?? "gateway",
  explainAuthentication: options.explainAuthentication ?? true,
  searchNulls: options.searchNulls ?? false,
  bodyLimit: options.bodyLimit ?? 1024 * 1024,
});
