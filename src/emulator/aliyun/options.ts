import type { Flavour } from "./flavour";

/** How an emulated Aliyun IoT behaves where the services differ or the documents leave a choice. */
export interface AliyunOptions {
  /** the seed's when absent, and `alibaba` when the seed has none */
  readonly flavour?: Flavour;
  /** milliseconds since 1970; the machine's clock when absent */
  readonly clock?: () => number;
  /** seconds a timestamp may be off in either direction; 900 when absent */
  readonly clockWindow?: number;
  /** whether the documented limits of calls per second apply (default, for the flavour that documents some) */
  readonly throttling?: boolean;
  /** milliseconds named in the header `x-acs-retry-after` of a throttled call; the header is not sent when absent */
  readonly retryAfter?: number;
  /** bytes a request body may have; 1 MiB when absent */
  readonly bodyLimit?: number;
}

/** The options with all defaults that do not depend on the seed. */
export type Choices = Required<Omit<AliyunOptions, "flavour" | "retryAfter">> &
  Pick<AliyunOptions, "flavour" | "retryAfter">;

export const withDefaults = (options: AliyunOptions): Choices => ({
  flavour: options.flavour,
  clock: options.clock ?? Date.now,
  clockWindow: options.clockWindow ?? 900,
  throttling: options.throttling ?? true,
  retryAfter: options.retryAfter,
  bodyLimit: options.bodyLimit ?? 1024 * 1024,
});
