import { constants, copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { replaceAtomically } from "../files/write";
import { lockProvider } from "./lock-file";
import { type ProviderPackage, providerPackage } from "./package";

/** All platforms, because the machine that plans may not be the one that synthesizes. */
const PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64", "windows_amd64", "windows_arm64"];

/** Files of another version, including unpacked ones; a name with a leading dot is a file that another process is writing. */
const isOutdated = (name: string, names: readonly string[]): boolean => !names.includes(name) && !name.startsWith(".");

/**
 * Makes plain `terraform init` and `tofu init` find the provider in a working directory, offline and with no CLI configuration:
 * zips under `terraform.d/plugins` (zips, because Terraform links to unpacked ones, which break when moved) and a lock entry.
 * `constraints`: the version constraints of the configuration, when the caller knows them.
 */
export function installProvider(directory: string, constraints?: string): ProviderPackage {
  const provider = providerPackage();
  const mirror = join(directory, "terraform.d", "plugins", ...address.split("/"));
  const names = PLATFORMS.map((platform) => `terraform-provider-connect_${provider.version}_${platform}.zip`);
  mkdirSync(mirror, { recursive: true });
  for (const name of readdirSync(mirror))
    if (isOutdated(name, names)) rmSync(join(mirror, name), { recursive: true, force: true });
  // Two synths may install it at the same time.
  for (const name of names)
    replaceAtomically(join(mirror, name), (path) => copyFileSync(provider.archive, path, constants.COPYFILE_EXCL));
  // init unpacks over existing files, and files that only the other package has would make the next plan fail.
  if (lockProvider(directory, provider, constraints))
    rmSync(join(directory, ".terraform", "providers", ...address.split("/")), { recursive: true, force: true });
  return provider;
}
