import { causeOf } from "../../files/causes";
import { readContent } from "../../files/content";
import { isObject } from "../../schema/is-object";
import { attributeAt, type Path } from "../../schema/path";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { parseIni } from "./profile-ini";

/** One profile of a file, unchanged. */
export interface Profile {
  /** `profile "default" of /home/me/.aliyun/config.json` */
  readonly title: string;
  readonly name: string;
  readonly file: string;
  /** the command line tool's JSON, or the INI file of the SDKs: they name things differently */
  readonly format: "json" | "ini";
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface ProfileFile {
  readonly profiles: readonly Profile[];
  /** the profile that the file names as the current one; null where it names none */
  readonly current: string | null;
}

export const aliyunPath: Path = attributeAt([], "aliyun");

/** A profile that cannot be used. The text of its file is never quoted: it holds secrets. */
export const unusableProfile = (reason: string): Problem =>
  new Problem("profile-unusable", {
    path: aliyunPath,
    reason,
    remedy:
      "Correct it, or give the keys in the configuration or the environment; ALIBABA_CLOUD_IGNORE_PROFILE=TRUE ignores profile files.",
  });

/** Reads a file of either format; undefined where there is none. Throws Problem profile-unusable. */
export function readProfileFile(file: string): ProfileFile | undefined {
  let text: string;
  try {
    text = readContent(file).replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unusableProfile(`${file} cannot be read: ${causeOf(error, "read").reason}.`);
  }
  if (text.trim() === "") return { profiles: [], current: null };
  return /^\s*\{/.test(text) || file.endsWith(".json") ? readJson(file, text) : readIni(file, text);
}

const titleOf = (name: string, file: string): string => `profile ${JSON.stringify(name)} of ${file}`;

function readJson(file: string, text: string): ProfileFile {
  const refuse = (path: string, expected: string, found: unknown): never => {
    throw unusableProfile(`${file}: ${path} should be ${expected}, but is ${describe(found)}.`);
  };
  const json = parse(file, text);
  if (!isObject(json)) throw unusableProfile(`${file} should contain an object, but contains ${describe(json)}.`);
  const { profiles, current } = json;
  if (typeof (current ?? "") !== "string") return refuse("current", "a string", current);
  if (!Array.isArray(profiles ?? [])) return refuse("profiles", "a list", profiles);
  const read = ((profiles ?? []) as unknown[]).map((fields: unknown, index): Profile => {
    if (!isObject(fields)) return refuse(`profiles[${index}]`, "an object", fields);
    const { name } = fields;
    if (typeof name !== "string") return refuse(`profiles[${index}].name`, "a string", name);
    return { title: titleOf(name, file), name, file, format: "json", fields };
  });
  return { profiles: read, current: (current as string | null | undefined) || null };
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusableProfile(`${file}, line ${faultyLine(text)}: this is not JSON.`);
  }
}

/** The first line after which the text is no longer the beginning of JSON; V8's message quotes the text and often has no position. */
function faultyLine(text: string): number {
  const lines = text.split("\n");
  for (let count = 1; count < lines.length; count++)
    if (!isBeginning(`${lines.slice(0, count).join("\n")}\n`)) return count;
  return lines.length;
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /Unexpected end/.test(message) || Number(/position (\d+)/.exec(message)?.[1]) >= text.length;
  }
}

function readIni(file: string, text: string): ProfileFile {
  const ini = parseIni(text);
  if ("problem" in ini) throw unusableProfile(`${file}, line ${ini.line}: ${ini.problem}.`);
  const profiles = [...ini.sections].map(
    ([name, fields]): Profile => ({ title: titleOf(name, file), name, file, format: "ini", fields }),
  );
  return { profiles, current: null };
}

/** A text of a profile; null where it is absent or empty. */
export function textAt({ title, fields }: Profile, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
  if (value !== null && typeof value !== "string")
    throw unusableProfile(`In the ${title}, ${name} should be a string, but is ${describe(value)}.`);
  return value || null;
}
