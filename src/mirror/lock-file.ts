import { join } from "node:path";
import { address } from "../address";
import { readTextIfAny } from "../files/text";
import { writeAtomically } from "../files/write";
import type { ProviderPackage } from "./package";

const NAME = ".terraform.lock.hcl";
const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;
const OWN_ENTRY = new RegExp(`^provider "${address.replaceAll(".", "\\.")}" \\{[\\s\\S]*?^\\}\\n?`, "m");

/**
 * Writes our own entry into the lock file of a working directory and changes no other byte. With the entry, init accepts a new
 * version or build of the provider, and CDKTF's first deploy does not request hashes from the address's host. One hash covers all
 * platforms. `beforeReplacing` is called before an entry for another package is replaced.
 */
export function lockProvider(
  directory: string,
  provider: ProviderPackage,
  constraints?: string,
  beforeReplacing?: () => void,
): void {
  const file = join(directory, NAME);
  const before = readTextIfAny(file) ?? "";
  const own = OWN_ENTRY.exec(before)?.[0];
  const kept = constraints ?? /^ {2}constraints\s*= "(.*)"$/m.exec(own ?? "")?.[1];
  const entry = lockEntry(provider, isStale(kept, provider.version) ? undefined : kept);
  if (own === entry) return;
  if (own !== undefined && !own.includes(`"${provider.hash}"`)) beforeReplacing?.();
  writeAtomically(file, own ? before.replace(own, () => entry) : `${before || HEADER}\n${entry}`);
}

/** Aligned as Terraform itself writes it. */
const lockEntry = ({ version, hash }: ProviderPackage, constraints: string | undefined): string =>
  constraints === undefined
    ? `provider "${address}" {\n  version = "${version}"\n  hashes = [\n    "${hash}",\n  ]\n}\n`
    : `provider "${address}" {\n  version     = "${version}"\n  constraints = "${constraints}"\n  hashes = [\n    "${hash}",\n  ]\n}\n`;

/** An exact constraint on another version is dropped: init writes the configuration's constraint again. */
const isStale = (constraints: string | undefined, version: string): boolean =>
  constraints !== undefined && /^=?\s*\d/.test(constraints) && !constraints.includes(version);
