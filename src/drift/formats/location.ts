import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { oneLine } from "../../schema/foreign-text";
import type { Location } from "../claim";

/** `connect.lock.json:12`, for people. */
export const printLocation = ({ file, line }: Location): string =>
  oneLine(line === undefined ? file : `${file}:${line}`);

/** A file as machines name it: a URI relative to `base`, absolute where it lies elsewhere. */
export function fileUri(file: string, base: string): string {
  const uri = pathToFileURL(resolve(file)).href;
  const directory = pathToFileURL(resolve(base)).href.replace(/\/?$/, "/");
  return uri.startsWith(directory) ? uri.slice(directory.length) : uri;
}

/** The same as a path with slashes, as annotations name it. */
export const filePath = (file: string, base: string): string =>
  oneLine(decodeURIComponent(fileUri(file, base)).replace(/^file:\/\//, ""));
