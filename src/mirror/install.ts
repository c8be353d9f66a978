import { constants, copyFileSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { address } from "../address";
import { realPath } from "../files/real-path";
import { makeDirectory, replaceAtomically, unwritable } from "../files/write";
import { attempt } from "../schema/attempt";
import { Problem } from "../schema/problem";
import { lockProvider } from "./lock-file";
import { type ProviderPackage, providerPackage } from "./package";

/** All platforms, because the machine that plans may not be the one that synthesizes. */
const PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64", "windows_amd64", "windows_arm64"];

const nameOf = (version: string, platform: string): string => `terraform-provider-connect_${version}_${platform}.zip`;

/** Providers of another version, packed or unpacked: Terraform would take the newest. Everything else belongs to others. */
const outdated = (mirror: string, names: readonly string[]): string[] =>
  contentOf(mirror).filter((name) =>
    /^\d+\.\d+\.\d+/.test(name)
      ? isUnpacked(join(mirror, name))
      : /^terraform-provider-connect_.*\.zip$/.test(name) && !names.includes(name),
  );

const isUnpacked = (directory: string): boolean =>
  attempt(() =>
    readdirSync(directory).every((platform) =>
      readdirSync(join(directory, platform)).some((name) => name.startsWith("terraform-provider-connect")),
    ),
  ) ?? false;

/**
 * Makes plain `terraform init` and `tofu init` find the provider in a working directory, offline and with no CLI configuration:
 * zips under `terraform.d/plugins` (zips, because Terraform links to unpacked ones, which break when moved) and a lock entry.
 * `constraints`: the version constraints of the configuration, when the caller knows them. Throws Problem file-unwritable.
 */
export function installProvider(directory: string, constraints?: string): ProviderPackage {
  const provider = providerPackage();
  const mirror = join(directory, "terraform.d", "plugins", ...address.split("/"));
  const names = PLATFORMS.map((platform) => nameOf(provider.version, platform));
  refuseLinks(directory, mirror);
  makeDirectory(mirror);
  for (const name of outdated(mirror, names)) remove(join(mirror, name));
  // Two synths may install it at the same time.
  for (const name of names) {
    const file = join(mirror, name);
    // A link would be kept, and what it leads to would be replaced.
    if (isLink(file)) remove(file);
    replaceAtomically(file, (path) => copyFileSync(provider.archive, path, constants.COPYFILE_EXCL));
  }
  const unpacked = join(directory, ".terraform", "providers", ...address.split("/"));
  // init unpacks over existing files, and files that only the other package has would make the next plan fail.
  lockProvider(directory, provider, constraints, () => {
    refuseLinks(directory, unpacked);
    remove(unpacked);
  });
  return provider;
}

/** Throws Problem file-unwritable where a directory on the way is a link: what it leads to may belong to others. */
function refuseLinks(directory: string, path: string): void {
  const steps = relative(directory, path).split(/[/\\]/);
  const link = steps.map((_, index) => join(directory, ...steps.slice(0, index + 1))).find(isLink);
  if (link === undefined) return;
  throw new Problem("file-unwritable", {
    reason: `${link} is a link (to ${realPath(link)}), and nothing is written or removed through links.`,
    remedy: "Replace it with a directory, or install in another one.",
    facts: { file: link },
  });
}

const isLink = (path: string): boolean => attempt(() => lstatSync(path).isSymbolicLink()) ?? false;

function contentOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw unwritable(directory, error as Error);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw unwritable(path, error as Error);
  }
}
