import { join, relative } from "node:path";
import { address } from "../address";
import { realPath } from "../files/real-path";
import { Problem } from "../schema/problem";
import { lockProvider } from "./lock-file";
import { type ProviderPackage, providerPackage } from "./package";
import { allSystems, isLink, placeInPlugins, remove } from "./plugins";

/**
 * Makes plain `terraform init` and `tofu init` find the provider in a working directory, offline and with no CLI configuration:
 * zips under `terraform.d/plugins` (zips, because Terraform links to unpacked ones, which break when moved) and a lock entry.
 * `constraints`: the version constraints of the configuration, when the caller knows them. Throws Problem file-unwritable.
 */
export function installProvider(
  directory: string,
  constraints?: string,
  systems: readonly string[] = allSystems,
): ProviderPackage {
  const provider = providerPackage();
  const mirror = join(directory, "terraform.d", "plugins", ...address.split("/"));
  refuseLinks(directory, mirror);
  placeInPlugins(mirror, provider, systems);
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
