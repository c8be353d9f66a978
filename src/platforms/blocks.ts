import { block as aliyun } from "./aliyun/block";
import type { BlockDefinition } from "./block";
import { block as enos } from "./enos/block";

/** The blocks of all platforms, without the code that reads from them. */
// biome-ignore lint/suspicious/noExplicitAny: the settings are only known where the block is defined
export const blocks: readonly BlockDefinition<any>[] = [enos, aliyun];
