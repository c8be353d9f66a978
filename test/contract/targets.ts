import { aliyunTargets } from "./aliyun";
import { enosTargets } from "./enos";
import type { Target } from "./target";

/** Every platform in every edition or flavour: what passes on one must pass on all. */
export const targets: readonly Target[] = [...enosTargets, ...aliyunTargets];
