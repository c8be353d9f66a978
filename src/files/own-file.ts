import { attributeAt, type Path } from "../schema/path";
import type { Problem } from "../schema/problem";
import { anything, type Shape } from "../schema/shape";
import { inspect, together } from "../schema/strict";
import { json } from "./json";
import { type FilePart, fileProblem, type Location, locator } from "./location";
import type { Syntax } from "./syntax";
import { readText, readTextIfAny, withoutMark } from "./text";

/** Members that any JSON file may have for its editor and its readers. */
export const remarks = { $schema: anything, "//": anything };

/** A kind of file that this package reads. */
export interface OwnFile<T> {
  readonly shape: Shape<T>;
  /** of its format, in the member `version`; absent: it has none. A change that older versions would misread increases it. */
  readonly version?: number;
  /** default: JSON */
  readonly syntax?: Syntax;
  /** the remedy for a file that cannot be used, unless the mistake has a better one */
  readonly remedy?: string;
}

/** The value of a file, and the locations in it. */
export interface Content<T> {
  readonly value: T;
  /** of the value at a path, or of the nearest one around it */
  readonly locate: (path: Path) => Location;
}

/** Reads a file of ours. Throws Problem file-unreadable, file-newer, file-merge-marks or file-invalid. */
export const readOwnFile = <T>(file: string, kind: OwnFile<T>): Content<T> => parseOwnFile(readText(file), file, kind);

/** The same; undefined where there is no file. */
export function readOwnFileIfAny<T>(file: string, kind: OwnFile<T>): Content<T> | undefined {
  const text = readTextIfAny(file);
  return text === undefined ? undefined : parseOwnFile(text, file, kind);
}

/** The same for the text of a file. */
export function parseOwnFile<T>(content: string, file: string, kind: OwnFile<T>): Content<T> {
  const text = withoutMark(content);
  const { value, flaws, offsetOf } = (kind.syntax ?? json)(text);
  const locationAt = locator(text, file);
  const locate = (path: Path): Location => locationAt(offsetOf(path));
  if (flaws.length > 0) refuseMergeMarks(text, file);
  const { version } = Object(value) as { readonly version?: unknown };
  if (kind.version !== undefined && Number.isSafeInteger(version) && (version as number) > kind.version)
    throw newer(locate(attributeAt([], "version")), `version ${version}`, kind.version);
  const inspected = value === undefined ? undefined : inspect(kind.shape, value);
  const problems = [
    ...flaws.map(({ offset, reason }) => fileProblem("file-invalid", locationAt(offset), { reason })),
    ...(inspected?.problems ?? []).map((problem) => fileProblem("file-invalid", locate(problem.path), problem)),
  ];
  if (inspected === undefined || problems.length > 0)
    throw together("file-invalid", problems.sort(inOrder), kind.remedy);
  return { value: inspected.value, locate };
}

const inOrder = ({ facts: a }: Problem, { facts: b }: Problem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** Throws Problem file-merge-marks where Git left two versions of some lines. */
export function refuseMergeMarks(text: string, file: string): void {
  const mark = /^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)/m.exec(text);
  if (mark === null) return;
  throw fileProblem("file-merge-marks", locator(text, file)(mark.index), {
    reason: "the file has merge conflict markers.",
    remedy: "Keep the content of both sides, and remove the markers.",
  });
}

/** The format of a file is newer than this program. */
export const newer = (location: FilePart, found: string, known: number): Problem =>
  fileProblem("file-newer", location, {
    reason: `the file was written by a newer cdktf-connect (${found}; this one reads ${known}).`,
    remedy: "Upgrade cdktf-connect here.",
  });
