import { readlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { realPath } from "../../files/real-path";

/** More links than this, one leading to the other, are a circle. */
const MAX_LINKS = 40;

/**
 * Where a name leads below `/dev` or `/proc`, what is there being no file to be replaced; undefined for anything else. From there
 * no link is followed: that of `/dev/stdout` leads to whatever file the shell sends the output to.
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
