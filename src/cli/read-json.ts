import { readFileSync } from "node:fs";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "this user may not read it",
};

/** Reads a JSON file. Errors name the file and the line and quote nothing: what is in it may be secret. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: cannot be read: ${reasons[code] ?? code}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const line = text.slice(0, positionOf((error as Error).message, text)).split("\n").length;
    throw new Error(`${file}: not valid JSON, at or near line ${line}`);
  }
}

/** Node tells the position for some mistakes and quotes the surroundings for others. */
function positionOf(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const quoted = /^Unexpected token .*?, (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  if (quoted === undefined) return text.length;
  const start = text.indexOf(quoted);
  // Ten characters are quoted on either side, fewer at the beginning of the text.
  return start < 0 ? text.length : start + (start === 0 ? 0 : 10);
}
