import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { isFile } from "./programs";

/** How many stacks are looked at. */
export const MOST_STACKS = 10;

/** Where an engine runs for the configuration of a directory. */
export interface WorkingDirectories {
  readonly directories: readonly { readonly name: string; readonly path: string }[];
  /** whether they are the stacks of a CDKTF app */
  readonly synthesized: boolean;
  /** why there are none */
  readonly reason?: string;
  /** how many stacks were left out */
  readonly omitted: number;
}

/** This directory, or, in the root of a CDKTF app, its stacks that name the provider. */
export function workingDirectories(directory: string): WorkingDirectories {
  const none = { directories: [], synthesized: false, omitted: 0 };
  if (namesProvider(directory) || existsSync(join(directory, "terraform.d", "plugins", ...address.split("/"))))
    return { ...none, directories: [{ name: "", path: directory }] };
  const output = outputOf(directory);
  const stacks = join(directory, output, "stacks");
  const isApp = existsSync(join(directory, "cdktf.json")) || existsSync(stacks);
  if (!isApp) {
    const reason = hasConfiguration(directory)
      ? `The configuration in this directory does not name ${address}.`
      : "There is no Terraform configuration and no CDKTF app in this directory.";
    return { ...none, reason };
  }
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  if (names.length === 0) return { ...none, reason: `There is no stack in ${join(output, "stacks")} yet: run synth.` };
  const found = names
    .map((name) => ({ name: join(output, "stacks", name), path: join(stacks, name) }))
    .filter(({ path }) => namesProvider(path));
  if (found.length === 0) return { ...none, reason: `No stack in ${join(output, "stacks")} names ${address}.` };
  return {
    directories: found.slice(0, MOST_STACKS),
    synthesized: true,
    omitted: Math.max(0, found.length - MOST_STACKS),
  };
}

const configurationsIn = (directory: string): string[] => {
  try {
    return readdirSync(directory)
      .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name))
      .map((name) => join(directory, name))
      .filter(isFile);
  } catch {
    return [];
  }
};

const hasConfiguration = (directory: string): boolean => configurationsIn(directory).length > 0;

const namesProvider = (directory: string): boolean =>
  configurationsIn(directory).some((file) => readFileSync(file, "utf8").includes(address));

/** Where synth writes to. */
function outputOf(directory: string): string {
  try {
    const { output } = JSON.parse(readFileSync(join(directory, "cdktf.json"), "utf8"));
    return typeof output === "string" && output !== "" ? output : "cdktf.out";
  } catch {
    return "cdktf.out";
  }
}
