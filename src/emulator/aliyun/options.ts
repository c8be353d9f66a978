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
}
