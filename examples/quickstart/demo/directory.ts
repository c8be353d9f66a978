import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(__dirname, "..", "..", "..");

/** Where the demo works. */
export interface Directory {
  readonly path: string;
  /** that of the stack, where the engine runs */
  readonly stack: string;
  remove(): void;
}

export function makeDirectory(): Directory {
  const path = mkdtempSync(join(realpathSync(tmpdir()), "cdktf-connect-demo-"));
  writeFileSync(join(path, "empty.tfrc"), "");
  // So that nothing is recorded in a file further up.
  writeFileSync(join(path, "connect.lock.json"), '{"version":1,"entries":[]}\n');
  return {
    path,
    stack: join(path, "stacks", "quickstart"),
    // On Windows a program that has just ended may hold its files a moment longer.
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }),
  };
}

export const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));
