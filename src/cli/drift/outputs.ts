import type { Format } from "../../drift/formats/format";
import { formats } from "../../drift/formats/list";
import { realPath } from "../../files/real-path";
import { oneOf, UsageError } from "../usage";
import { descriptorOf, devicePath } from "./device";

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
