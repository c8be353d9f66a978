import { closeSync, constants, existsSync, openSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Format } from "../../drift/formats/format";
import { formats } from "../../drift/formats/list";
import { pause } from "../../files/pause";
import { realPath } from "../../files/real-path";
import { unwritable, writeAtomically } from "../../files/write";
import type { Screen } from "../io";
import { oneOf, UsageError } from "../usage";

/** One report to be written. */
export interface Output {
  readonly format: Format;
  /** undefined: standard output */
  readonly file: string | undefined;
}

/**
 * The reports of `--format`, standard output last, because its reader may close it early. Standard output gets the text unless
 * another format is named for it. Throws UsageError.
 */
export function arrangeOutputs(outputs: readonly Output[], inputs: readonly string[]): Output[] {
  const [first, second] = outputs.filter(({ file }) => file === undefined);
  if (second)
    throw new UsageError("--format: only one can go to standard output; write the others to files: NAME=FILE");
  const taken = new Set<string>();
  const read = new Set(inputs.map(identityOf));
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const identity = identityOf(file);
    if (taken.has(identity)) throw new UsageError(`--format: two formats write ${file}`);
    if (read.has(identity)) throw new UsageError(`--format: ${file} is an input; write to another file`);
    taken.add(identity);
  }
  const toFiles = outputs.filter(({ file }) => file !== undefined);
  return [...toFiles, first ?? { format: formats[0] as Format, file: undefined }];
}

/** One value of `--format`. Throws UsageError. */
export function readOutput(written: string): Output {
  const [name = "", ...rest] = written.split("=");
  const known = oneOf(
    "--format: unknown format",
    formats.map((format) => format.name),
    name,
  );
  const format = formats.find((one) => one.name === known) as Format;
  const file = rest.length === 0 ? undefined : rest.join("=");
  if (file === "") throw new UsageError(`--format: ${name}= names no file; check the variable that it comes from`);
  return { format, file: file !== undefined && identityOf(file) === STDOUT ? undefined : file };
}

const STDOUT = "1";

/** The same for everything that is written to by writing to it: a file, however it is named, or an open one. */
function identityOf(file: string): string {
  const device = devicePath(file);
  return device === undefined ? realPath(file) : String(descriptorOf(device) ?? device);
}

/** Writes a report: readers see the old one or the new one. A device or a pipe is written to instead of replaced. */
export function writeReport(file: string, text: string, stderr: Screen): void {
  const device = devicePath(file);
  const descriptor = device === undefined ? undefined : descriptorOf(device);
  const there = existsSync(file) ? statSync(file) : undefined;
  const isFile = device === undefined && (there === undefined || there.isFile() || there.isDirectory());
  if (isFile) writeAtomically(file, text);
  else if (descriptor === 2) stderr.write(text);
  else writeThrough(file, descriptor ?? file, text);
}

function writeThrough(file: string, to: number | string, text: string): void {
  try {
    if (typeof to === "string") openForReader(to);
    writeFileSync(to, text);
  } catch (error) {
    throw unwritable(file, error as Error);
  }
}

/** So long for a program to open a pipe for reading. */
const READER_MS = 5_000;
const STEP_MS = 10;

/** Opening a pipe that no program reads would block until one does; throws ENXIO instead. */
function openForReader(file: string): void {
  if (!statSync(file).isFIFO()) return;
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      closeSync(openSync(file, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENXIO" || waited >= READER_MS) throw error;
      pause(STEP_MS);
    }
  }
}

/** A longer chain of links is a circle. */
const MAX_LINKS = 40;

/**
 * The path below `/dev` or `/proc` that a name leads to, which is not a file to replace; undefined for other names. Links from
 * there are not followed: `/dev/stdout` leads to the file that the shell redirects the output to.
 */
export function devicePath(file: string): string | undefined {
  let path = resolve(file);
  for (let links = 0; links < MAX_LINKS; links++) {
    path = join(realPath(dirname(path)), basename(path));
    if (/^\/(dev|proc)\//.test(path)) return path;
    try {
      path = resolve(dirname(path), readlinkSync(path));
    } catch {
      return undefined;
    }
  }
  return undefined;
}

const named: Readonly<Record<string, number>> = { "/dev/stdout": 1, "/dev/stderr": 2 };

/** The open file that a device stands for, by its number: 1 is standard output. */
export function descriptorOf(device: string): number | undefined {
  const [, number] = new RegExp(`^/(?:dev|proc/${process.pid})/fd/(\\d+)$`).exec(device) ?? [];
  return named[device] ?? (number === undefined ? undefined : Number(number));
}
