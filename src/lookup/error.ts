import { join, sep } from "node:path";
import type { Explained } from "../schema/error";
import { harmless } from "../schema/foreign-text";

/** A value could not be looked up at synth time; says why, and what to do. */
export class LookupError extends Error implements Explained {
  declare readonly summary: string;
  declare readonly detail: string;

  constructor(summary: string, detail: string) {
    super(harmless(`${summary}: ${detail}`));
    // Not enumerable: Node and Bun print an error's enumerable members below its text, and these would say it a second time.
    Object.defineProperties(this, {
      name: { value: "LookupError" },
      summary: { value: harmless(summary) },
      detail: { value: harmless(detail) },
    });
    this.stack = withoutOurs(this.stack);
  }
}

/** A stack trace that starts where the program asked: Node keeps ten lines of it, and most would be of this package. */
function withoutOurs(stack: string | undefined): string | undefined {
  const ours = join(__dirname, "..") + sep;
  const isOurs = (line: string) => /^ +at /.test(line) && line.includes(ours);
  return stack
    ?.split("\n")
    .filter((line) => !isOurs(line))
    .join("\n");
}
