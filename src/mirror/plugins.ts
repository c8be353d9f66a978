import { constants, copyFileSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory, replaceAtomically, unwritable } from "../files/write";
import { attempt } from "../schema/attempt";
import { executable, type ProviderPackage } from "./package";

/** Where Terraform runs, in its own spelling: all, because the machine that plans may not be the one that installs. */
export const allSystems: readonly string[] = [
  "darwin_amd64",
  "darwin_arm64",
  "linux_amd64",
  "linux_arm64",
  "windows_amd64",
  "windows_arm64",
];

/** Of the zip for one system; all have the same bytes. */
export const zipName = ({ version }: ProviderPackage, system: string): string =>
  `${executable}_${version}_${system}.zip`;

/** Puts the zips of these systems into a directory that Terraform searches, in place of other versions. Throws Problem file-unwritable. */
export function placeInPlugins(directory: string, provider: ProviderPackage, systems: readonly string[]): void {
  makeDirectory(directory);
  const names = allSystems.map((system) => zipName(provider, system));
  for (const name of outdated(directory, names)) remove(join(directory, name));
  placeZips(directory, provider, systems);
}

/** Puts the zips of these systems into a directory that exists, in place of others of the same name. Throws Problem file-unwritable. */
export function placeZips(directory: string, provider: ProviderPackage, systems: readonly string[]): void {
  // Two synths may install it at the same time.
  for (const system of systems) {
    const file = join(directory, zipName(provider, system));
    // A link would be kept, and what it leads to would be replaced.
    if (isLink(file)) remove(file);
    replaceAtomically(file, (path) => copyFileSync(provider.archive, path, constants.COPYFILE_EXCL));
  }
}

/** Providers of another version, packed or unpacked: Terraform would take the newest. Everything else belongs to others. */
const outdated = (mirror: string, names: readonly string[]): string[] =>
  contentOf(mirror).filter((name) =>
    /^\d+\.\d+\.\d+/.test(name)
      ? isUnpacked(join(mirror, name))
      : name.startsWith(`${executable}_`) && name.endsWith(".zip") && !names.includes(name),
  );

const isUnpacked = (directory: string): boolean =>
  attempt(() =>
    readdirSync(directory).every((platform) =>
      readdirSync(join(directory, platform)).some((name) => name.startsWith(executable)),
    ),
  ) ?? false;

export const isLink = (path: string): boolean => attempt(() => lstatSync(path).isSymbolicLink()) ?? false;

function contentOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw unwritable(directory, error as Error);
  }
}

export function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw unwritable(path, error as Error);
  }
}
