import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { newDirectory } from "./directory";

/** A PATH in which `node` is a shell script: what the provider's launcher starts. */
export function pathWithNode(script: string): string {
  const directory = newDirectory();
  const node = join(directory, "node");
  writeFileSync(node, `#!/bin/sh\n${script}\n`);
  chmodSync(node, 0o755);
  return directory + delimiter + process.env.PATH;
}
