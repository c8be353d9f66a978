import type { Explained } from "../schema/error";
import { harmless } from "../schema/foreign-text";

/** A value could not be looked up at synth time; says why, and what to do. */
export class LookupError extends Error implements Explained {
  readonly summary: string;
  readonly detail: string;

  constructor(summary: string, detail: string) {
    super(harmless(`${summary}: ${detail}`));
    this.name = "LookupError";
    this.summary = harmless(summary);
    this.detail = harmless(detail);
  }
}
