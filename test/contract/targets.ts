import { blocks } from "../../src/platforms/blocks";
import type { Target } from "./target";

interface Tested {
  readonly targets: readonly Target[];
  /** one product, some of whose fields are given as they are on the wire */
  readonly seededWith: (fields: Readonly<Record<string, unknown>>) => Target;
}

/** What the file named like the platform says; a platform without one cannot be tested. */
export const testedAs = (platform: string): Tested => require(`./${platform}`);

/** Every platform in every edition or flavour: what passes on one must pass on all. */
export const targets: readonly Target[] = blocks.flatMap(({ name }) => testedAs(name).targets);
