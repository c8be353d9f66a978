import type { Paint } from "../../schema/paint";
import type { Report } from "../report";

/** What a report is printed into. */
export interface Paper {
  readonly paint: Paint;
  /** directory that files are named relative to where a machine reads the name */
  readonly base: string;
  /** whether people want each difference, however many there are */
  readonly verbose: boolean;
  /** leaves what is ignored out of SARIF: it has a reason there, and GitHub shows it as an open alert all the same */
  readonly withoutIgnored?: boolean;
}

/** One way to write a report down. Sibling files have the same shape: a new format is a file here and a line in the list. */
export interface Format {
  /** as `--format` names it */
  readonly name: string;
  /** whether its readers look for the files it names below `base` */
  readonly pointsIntoFiles?: boolean;
  print(report: Report, paper: Paper): string;
}
