import { readFileSync } from "node:fs";
import { isObject } from "../../schema/is-object";
import { attributeAt, type Path } from "../../schema/path";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";

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
  /** the default when no profile is named */
  readonly current: string;
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
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unusableProfile(`${file} cannot be read (${code ?? "unknown reason"}).`);
  }
  return /^\s*\{/.test(text) ? readJson(file, text) : readIni(file, text);
}

const titleOf = (name: string, file: string): string => `profile ${JSON.stringify(name)} of ${file}`;

function readJson(file: string, text: string): ProfileFile {
  const refuse = (path: string, expected: string, found: unknown): never => {
    throw unusableProfile(`${file}: ${path} should be ${expected}, but is ${describe(found)}.`);
  };
  const json = parse(file, text);
  const { profiles = [], current = "default" } = json;
  if (typeof current !== "string") return refuse("current", "a string", current);
  if (!Array.isArray(profiles)) return refuse("profiles", "a list", profiles);
  const read = profiles.map((fields: unknown, index): Profile => {
    if (!isObject(fields)) return refuse(`profiles[${index}]`, "an object", fields);
    const { name } = fields;
    if (typeof name !== "string") return refuse(`profiles[${index}].name`, "a string", name);
    return { title: titleOf(name, file), name, file, format: "json", fields };
  });
  return { profiles: read, current: current || "default" };
}

/** The text begins with a brace, so it is an object or not JSON. */
function parse(file: string, text: string): Readonly<Record<string, unknown>> {
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
  const sections = new Map<string, Record<string, string>>();
  let fields: Record<string, string> | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || /^[#;]/.test(line)) continue;
    const section = /^\[([^\]]+)\]$/.exec(line)?.[1]?.trim();
    const entry = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (section !== undefined) {
      fields = sections.get(section) ?? {};
      sections.set(section, fields);
    } else if (entry && fields) fields[entry[1] as string] = entry[2] as string;
    else
      throw unusableProfile(
        `${file}, line ${index + 1}: ${entry ? "this is before the first [profile]" : "expected [profile], name = value or a comment"}.`,
      );
  }
  const profiles = [...sections].map(
    ([name, values]): Profile => ({ title: titleOf(name, file), name, file, format: "ini", fields: values }),
  );
  return { profiles, current: "default" };
}
