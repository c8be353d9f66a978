import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../address";
import { readOwnFileIfAny } from "../files/own-file";
import { isThere } from "../files/text";
import { makeDirectory, writeAtomically } from "../files/write";
import { anything, mapOf, members } from "../schema/shape";
import { stableText } from "../schema/stable-text";
import { executable, type ProviderPackage } from "./package";
import { placeZips, zipName } from "./plugins";

// https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol

const indexShape = members({ versions: mapOf(anything) }, { open: true });
const versionShape = members({ archives: mapOf(anything) }, { open: true });

/**
 * Writes the files of a network mirror for this provider: what a server of files has to serve, over HTTPS, for its address to be a
 * mirror. Other versions, and other systems of this one, stay. Throws Problem file-unwritable, and a Problem of a file for an index
 * that is not one.
 */
export function writeNetworkMirror(directory: string, systems: readonly string[], provider: ProviderPackage): void {
  const place = join(directory, ...address.split("/"));
  makeDirectory(place);
  placeZips(place, provider, systems);
  const hashes = [provider.hash, `zh:${sha256(provider.archive)}`];

  const file = join(place, `${provider.version}.json`);
  const known = readOwnFileIfAny(file, { shape: versionShape })?.value;
  const own = Object.fromEntries(systems.map((system) => [system, { hashes, url: zipName(provider, system) }]));
  const archives = { ...known?.archives, ...own };
  write(file, { ...known, archives });

  const sums = Object.keys(archives)
    .map((system) => zipName(provider, system))
    .filter((name) => isThere(join(place, name)))
    .map((name) => `${sha256(join(place, name))}  ${name}\n`);
  writeAtomically(join(place, `${executable}_${provider.version}_SHA256SUMS`), sums.sort().join(""));

  // The index comes last: a version that it names is there.
  const index = join(place, "index.json");
  const before = readOwnFileIfAny(index, { shape: indexShape })?.value;
  write(index, { ...before, versions: { ...before?.versions, [provider.version]: {} } });
}

const sha256 = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

const write = (file: string, content: object): void => writeAtomically(file, `${stableText(content, 2)}\n`);
