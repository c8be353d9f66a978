import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { attempt } from "../../src/schema/attempt";
import type { Program } from "./programs";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

/** A directory in which one engine is used with one Node. */
export interface Trial {
  write(file: string, text: string): void;
  /** Runs the CLI by the Node. */
  cli(...args: string[]): string;
  /** Runs the engine, which must end with 0, and gives what it says without frames and line breaks. */
  engine(...args: string[]): string;
  /** Runs the engine, which must end with 1 and say each of these. */
  refused(says: readonly string[], ...args: string[]): void;
  /** How often the Node was started. */
  starts(): number;
  remove(): void;
}

/** No variable of this process but PATH reaches the programs. In it, `node` is the one that is tried. */
export function makeTrial(engine: Program, node: Program, variables: Readonly<Record<string, string>>): Trial {
  const root = mkdtempSync(join(tmpdir(), "connect-matrix-"));
  const [bin, directory, starts] = [join(root, "bin"), join(root, "stack"), join(root, "starts")];
  for (const folder of [bin, directory]) mkdirSync(folder);
  // It takes notes, because another Node in PATH would do as well, and no step would notice.
  const noting = `#!/bin/sh\necho >> '${starts}'\nexec '${node.file}' "$@"\n`;
  writeFileSync(join(bin, "node"), noting, { mode: 0o755 });
  const PATH = `${bin}${delimiter}${process.env.PATH}`;
  const env = { HOME: root, PATH, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...variables };

  const run = (program: string, args: readonly string[], expected = 0): string => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: directory, env, encoding: "utf8" });
    if (error) throw error;
    const output = stripVTControlCharacters(`${stdout}${stderr}`);
    if (status !== expected) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${output}`);
    return output.replace(/[\s│╷╵]+/g, " ");
  };
  return {
    write: (file, text) => writeFileSync(join(directory, file), text),
    cli: (...args) => run(join(bin, "node"), [cli, ...args]),
    engine: (...args) => run(engine.file, args),
    refused(says, ...args) {
      const said = run(engine.file, args, 1);
      for (const words of says) if (!said.includes(words)) throw new Error(`"${words}" is not in:\n${said}`);
    },
    starts: () => (attempt(() => readFileSync(starts, "utf8")) ?? "").length,
    remove: () => rmSync(root, { recursive: true }),
  };
}
