import { aliyun } from "./aliyun/platform";
import { enos } from "./enos/platform";
import type { Platform } from "./platform";

/** Every platform there is. */
export const platforms: readonly Platform[] = [enos, aliyun];
