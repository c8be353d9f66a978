import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { isDirectory, isFile } from "./programs";

/** Where engines run for a directory: itself, or the stacks of a CDKTF app; or why there is nothing to run for. */
export type WorkingDirectories =
  | { readonly here: string }
  | { readonly stacks: readonly string[] }
  | { readonly none: string };

/** This directory, or, in the root of a CDKTF app, its stacks that name the provider, as relative paths. */
export function workingDirectories(directory: string): WorkingDirectories {
  if (namesProvider(directory) || existsSync(join(directory, "terraform.d", "plugins", ...address.split("/"))))
    return { here: directory };
  const project = join(directory, "cdktf.json");
  const output = isFile(project) && /"output"\s*:\s*"([^"]+)"/.exec(readFileSync(project, "utf8"))?.[1];
  const parent = join(output || "cdktf.out", "stacks");
  const isSynthesized = isDirectory(join(directory, parent));
  if (!isSynthesized && existsSync(project)) return { none: `There is no ${parent} yet: run synth.` };
  if (!isSynthesized)
    return {
      none:
        configurationsIn(directory).length === 0
          ? "There is no Terraform configuration and no CDKTF app in this directory."
          : `The configuration in this directory does not name ${address}.`,
    };
  const all = readdirSync(join(directory, parent)).map((name) => join(parent, name));
  const stacks = all.filter((stack) => namesProvider(join(directory, stack))).sort();
  return stacks.length === 0 ? { none: `No stack in ${parent} names ${address}.` } : { stacks };
}

const configurationsIn = (directory: string): string[] =>
  (isDirectory(directory) ? readdirSync(directory) : [])
    .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name))
    .map((name) => join(directory, name))
    .filter(isFile);

const namesProvider = (directory: string): boolean =>
  configurationsIn(directory).some((file) => readFileSync(file, "utf8").includes(address));
