import { aliyun } from "./aliyun/definition";
import { enos } from "./enos/definition";
import type { AnyEmulator } from "./shell/definition";

/** All emulators, in the order of the platforms. */
export const emulators: readonly AnyEmulator[] = [enos, aliyun];
