import { readlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { realPath } from "../../files/real-path";

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
