import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { realPath } from "../../files/real-path";
import { oneLine } from "../../schema/foreign-text";
import type { Location } from "../claim";

/** `connect.lock.json:12`, for people. */
export const printLocation = ({ file, line }: Location): string =>
  oneLine(line === undefined ? file : `${file}:${line}`);

/** Whether a file lies where those who read reports look for files. */
export const isInside = (file: string, base: string): boolean => pathInside(file, base) !== undefined;

/** A file relative to `base`, with slashes; one that lies elsewhere by its name alone: GitHub refuses a report with other addresses. */
const pathFrom = (file: string, base: string): string => pathInside(file, base) ?? basename(file);

/** The same, safe to show, as annotations name it. */
export const filePath = (file: string, base: string): string => oneLine(pathFrom(file, base));

/** The same as a URI. */
export const fileUri = (file: string, base: string): string =>
  pathFrom(file, base)
    .split("/")
    .map((name) => encodeURIComponent(Buffer.from(name).toString()))
    .join("/");

function pathInside(file: string, base: string): string | undefined {
  // A link is where it stands, wherever it leads.
  const path = relative(realPath(base), join(realPath(dirname(file)), basename(file)));
  return isAbsolute(path) || path.split(sep)[0] === ".." ? undefined : path.split(sep).join("/");
}
