import { join, relative } from "node:path";
import { address } from "../address";
import { realPath } from "../files/real-path";
import { Problem } from "../schema/problem";
import { lockProvider } from "./lock-file";
import { type ProviderPackage, providerPackage } from "./package";
import { allSystems, isLink, placeInPlugins, remove } from "./plugins";

export interface Installation {
  /** the version constraints of the configuration, when the caller knows them */
  readonly constraints?: string;
  /** by default all */
  readonly systems?: readonly string[];
  /** by default the one in this package */
  readonly provider?: ProviderPackage;
}

/**
 * Makes plain `terraform init` and `tofu init` find the provider in a working directory, offline and with no CLI configuration:
 * zips under `terraform.d/plugins` (zips, because Terraform links to unpacked ones, which break when moved) and a lock entry.
 * The entry accepts the provider in this package as well, which other machines install. Throws Problem file-unwritable.
 */
export function installProvider(
  directory: string,
  { constraints, systems = allSystems, provider: given }: Installation = {},
): void {
  const own = providerPackage();
  const provider = given ?? own;
  const mirror = join(directory, "terraform.d", "plugins", ...address.split("/"));
  refuseLinks(directory, mirror);
  placeInPlugins(mirror, provider, systems);
  const unpacked = join(directory, ".terraform", "providers", ...address.split("/"));
  // init unpacks over existing files, and files that only the other package has would make the next plan fail.
  const unpackAgain = () => {
    refuseLinks(directory, unpacked);
    remove(unpacked);
  };
  if (provider.hash !== own.hash) unpackAgain();
  const hashes = [...new Set([own.hash, provider.hash])].sort();
  lockProvider(directory, { version: own.version, hashes }, constraints, unpackAgain);
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
