import { variableName } from "../platforms/configuration";
import { type Facts, factsIn, isProblem, trailOf, whatHappened } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

export type State = "ok" | "warning" | "failed" | "skipped";

/** What came of a check, as sentences for people. */
export interface Outcome {
  readonly state: State;
  readonly detail: string;
  /** what to do; there where something is to be done and the detail does not say it */
  readonly remedy?: string;
  /** of a failure: what docs/errors.md explains, and what support asks for */
  readonly code?: ProblemCode;
  readonly facts?: Facts;
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

/** Those outcomes that are in the worst state of all. */
export function worstOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const states = (["failed", "warning", "ok"] as const).map((state) => outcomes.filter((each) => each.state === state));
  return states.find(({ length }) => length > 0) ?? outcomes;
}

/** A remedy that names settings of the connection, with the variables that set them. */
export const withVariables = (remedy: string, settings: readonly string[]): string =>
  settings.length === 0
    ? remedy
    : `${remedy} In the environment: ${settings.map((name) => variableName(null, name)).join(", ")}.`;

/** The failure that an error is. */
export function failure(error: unknown): Outcome {
  if (isProblem(error)) {
    const { code, summary, remedy, settings, facts } = error;
    const detail = [`${summary}.`, whatHappened(error), trailOf(facts)].filter((part) => part !== "").join(" ");
    return {
      state: "failed",
      detail,
      ...(remedy !== "" && { remedy: withVariables(remedy, settings) }),
      code,
      ...factsIn({ facts }),
    };
  }
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) return failed(`${message}.`, "Find out why the system refuses it to this user.");
  return { ...failed(`Unexpected error: ${message}`, "Please report it."), code: "bug" };
}
