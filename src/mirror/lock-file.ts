import { join } from "node:path";
import { address } from "../address";
import { readTextIfAny } from "../files/text";
import { writeIfChanged } from "../files/write";

const NAME = ".terraform.lock.hcl";
const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;
/** Left by a merge: whose hashes these are is not known. */
const CONFLICT = /^(<{7}|={7}|>{7})/m;
const OWN_ENTRY = new RegExp(`^provider "${address.replaceAll(".", "\\.")}" \\{[\\s\\S]*?^\\}\\n?`, "m");

/** What an entry accepts. */
export interface Lock {
  readonly version: string;
  readonly hashes: readonly string[];
}

/**
 * Writes our own entry into the lock file of a working directory and changes no other byte. With the entry, init accepts a new
 * version or build of the provider, and CDKTF's first deploy does not request hashes from the address's host. Other hashes of the
 * same build, such as those of standalone ones, stay. `beforeReplacing` is called before an entry for another build is replaced.
 */
export function lockProvider(
  directory: string,
  { version, hashes }: Lock,
  constraints?: string,
  beforeReplacing?: () => void,
): void {
  const file = join(directory, NAME);
  const before = readTextIfAny(file) ?? "";
  const own = OWN_ENTRY.exec(before)?.[0];
  const known = hashesIn(own ?? "", version);
  const isSameBuild = hashes.some((hash) => known.includes(hash));
  const kept = constraints ?? /^ {2}constraints\s*= "(.*)"$/m.exec(own ?? "")?.[1];
  const entry = lockEntry(
    version,
    isStale(kept, version) ? undefined : kept,
    isSameBuild ? [...new Set([...known, ...hashes])].sort() : hashes,
  );
  if (own !== undefined && !isSameBuild) beforeReplacing?.();
  writeIfChanged(file, before, own ? before.replace(own, () => entry) : `${before || HEADER}\n${entry}`);
}

/** None, if the entry is for another version. */
function hashesIn(entry: string, version: string): readonly string[] {
  if (CONFLICT.test(entry) || /^ {2}version\s*= "(.*)"$/m.exec(entry)?.[1] !== version) return [];
  return [...entry.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = ""]) => hash);
}

/** Aligned as Terraform itself writes it. */
function lockEntry(version: string, constraints: string | undefined, hashes: readonly string[]): string {
  const pad = constraints === undefined ? "" : "    ";
  const range = constraints === undefined ? "" : `  constraints = "${constraints}"\n`;
  const lines = hashes.map((hash) => `    "${hash}",\n`).join("");
  return `provider "${address}" {\n  version${pad} = "${version}"\n${range}  hashes = [\n${lines}  ]\n}\n`;
}

/** An exact constraint on another version is dropped: init writes the configuration's constraint again. */
const isStale = (constraints: string | undefined, version: string): boolean =>
  constraints !== undefined && /^=?\s*\d/.test(constraints) && !constraints.includes(version);
