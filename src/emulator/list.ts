import { aliyun } from "./aliyun/definition";
import { enos } from "./enos/definition";
import type { AnyEmulator } from "./shell/definition";

/** All emulators, in the order of the platforms. */
export const emulators: readonly AnyEmulator[] = [enos, aliyun];

/** The seed of the demo: what each emulator shows of itself. */
export const demoSeed: Readonly<Record<string, unknown>> = Object.assign({}, ...emulators.map(({ demo }) => demo));
