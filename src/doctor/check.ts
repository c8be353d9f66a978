import { type Explained, isExplained } from "../schema/error";
import { withVariables } from "./remedy";

export type State = "ok" | "warning" | "failed" | "skipped";

/** What came of a check, as sentences for people. */
export interface Outcome {
  readonly state: State;
  readonly detail: string;
  /** what to do; there where something is to be done and the detail does not say it */
  readonly remedy?: string;
}

/** One thing that is examined, and one line of the report. */
export interface Check {
  /** stable: scripts and bug reports refer to it */
  readonly id: string;
  readonly title: string;
  /** checks before this one without which it makes no sense, by id */
  readonly needs?: readonly string[];
  /** What it throws is a failure. */
  run(): Outcome | Promise<Outcome>;
}

/** A check that was made, or could not be. */
export interface Finding extends Outcome {
  readonly id: string;
  readonly title: string;
}

export const ok = (detail: string): Outcome => ({ state: "ok", detail });
export const warning = (detail: string, remedy: string): Outcome => ({ state: "warning", detail, remedy });
export const failed = (detail: string, remedy: string): Outcome => ({ state: "failed", detail, remedy });
export const skipped = (detail: string): Outcome => ({ state: "skipped", detail });

/** The failure an error stands for. Errors of ours say themselves what to do, some of them apart from what happened. */
export function failure(error: unknown): Outcome {
  if (isExplained(error)) {
    const { summary, detail, remedy } = error as Explained & { readonly remedy?: string };
    if (!remedy) return { state: "failed", detail: `${summary}. ${detail}` };
    // They are meant for diagnostics of several lines, where codes and request ids come last.
    const here = remedy.replace("the numbers below", "the numbers of this line");
    return failed(`${summary}. ${detail.replace(remedy, "")}`, withVariables(here));
  }
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) return failed(`${message}.`, "See why the system refuses it to this user.");
  return failed(message, "Nobody foresaw this. If it is not this machine's fault, please report it.");
}
