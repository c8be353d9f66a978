import { aliyun } from "./aliyun/platform";
import { enos } from "./enos/platform";
import type { Platform } from "./platform";

/** All platforms. */
export const platforms: readonly Platform[] = [enos, aliyun];
