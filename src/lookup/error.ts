import type { Explained } from "../schema/error";

/** A value could not be looked up at synth time; says why, and what to do. */
export class LookupError extends Error implements Explained {
  constructor(
    readonly summary: string,
    readonly detail: string,
  ) {
    super(`${summary}: ${detail}`);
    this.name = "LookupError";
  }
}
