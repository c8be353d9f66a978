import type { Report } from "../report";

/** What a report is printed into. */
export interface Surroundings {
  /** whether a terminal reads it that shows colours */
  readonly colours: boolean;
  /** directory that files are named relative to where a machine reads the name */
  readonly base: string;
}

/** One way to write a report down. Sibling files have the same shape: a new format is a file here and a line in the list. */
export interface Format {
  /** as `--format` names it */
  readonly name: string;
  print(report: Report, surroundings: Surroundings): string;
}
