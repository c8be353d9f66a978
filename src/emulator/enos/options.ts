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
}
