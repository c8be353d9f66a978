import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "../../src/schema/attempt";

/** An engine or a Node that is on this machine. */
export interface Program {
  readonly name: "terraform" | "tofu" | "node";
  readonly version: string;
  readonly file: string;
}

/** With or without a version: `terraform`, `tofu-1.11.1`. */
const programName = /^(terraform|tofu|node)(?:-v?\d[\w.-]*)?$/;

/** The engines and Nodes in these directories, each version once, in the order of their versions. */
export function programsIn(directories: readonly string[]): Program[] {
  const found = new Map<string, Program>();
  for (const directory of directories)
    for (const entry of attempt(() => readdirSync(directory)) ?? []) {
      const [, name] = programName.exec(entry) ?? [];
      const file = join(directory, entry);
      const version = name === undefined ? undefined : versionOf(file);
      const key = `${name} ${version}`;
      if (version !== undefined && !found.has(key)) found.set(key, { name: name as Program["name"], version, file });
    }
  const byVersion = (a: Program, b: Program) => a.version.localeCompare(b.version, "en", { numeric: true });
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || byVersion(a, b));
}

/** The first line of each says it: "v22.12.0", "Terraform v1.11.4", "OpenTofu v1.11.1". */
function versionOf(file: string): string | undefined {
  const env = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" };
  const { stdout } = spawnSync(file, ["--version"], { env, encoding: "utf8" });
  return /^(?:\w+ )?v(\d+\.\d+\.\d+\S*)/.exec(stdout ?? "")?.[1];
}
