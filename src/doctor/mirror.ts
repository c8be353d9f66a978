import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../address";
import { placeProvider } from "../mirror/place";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";

const MIRROR = join("terraform.d", "plugins", ...address.split("/"));
const LOCK = ".terraform.lock.hcl";
const REMEDY = 'Run "cdktf-connect install" here.';

/** Whether the provider lies where `terraform init` finds it, and is the one that is locked. Nothing is written here. */
export function mirrorChecks(directory: string): Check[] {
  let known: Outcome | Comparison | undefined;
  const examined = () => {
    known ??= stranger(directory) ?? compare(directory);
    return known;
  };
  return [
    {
      id: "mirror",
      title: "mirror",
      run: () => {
        const here = examined();
        return "state" in here ? here : judgeMirror(here);
      },
    },
    {
      id: "dependency_lock",
      title: LOCK,
      needs: ["mirror"],
      run: () => {
        const here = examined();
        return "state" in here ? here : judgeLock(here);
      },
    },
  ];
}

/** Why there is nothing to look at in a directory. */
function stranger(directory: string): Outcome | undefined {
  const names = readdirSync(directory);
  const sources = names.filter((name) => /\.(tf|tofu)(\.json)?$/.test(name));
  if (existsSync(join(directory, MIRROR))) return undefined;
  if (sources.length === 0)
    return skipped("No Terraform configuration in this directory; that of a CDKTF stack is in cdktf.out/stacks/…");
  const isNamed = sources.some((name) => readFileSync(join(directory, name), "utf8").includes(address));
  return isNamed ? undefined : skipped(`The configuration in this directory does not name ${address}.`);
}

interface Comparison {
  readonly version: string;
  /** names of files that installing would write, by what is wrong with them here */
  readonly missing: readonly string[];
  readonly different: readonly string[];
  /** … and remove */
  readonly outdated: readonly string[];
  /** whether the file for this machine is there */
  readonly usable: boolean;
  /** our entry in the lock file: as installing would write it, another one, or none */
  readonly lock: "same" | "different" | "none";
}

/** Compares a directory with what installing would make of it, by installing into a copy of what matters. */
function compare(directory: string): Comparison | Outcome {
  let copy: string;
  try {
    copy = mkdtempSync(join(tmpdir(), "cdktf-connect-doctor-"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return warning(
      `Not compared with what installing would write: ${tmpdir()} takes no temporary files (${code}).`,
      "Name a directory that does in TMPDIR.",
    );
  }
  try {
    const before = existsSync(join(directory, LOCK)) ? readFileSync(join(directory, LOCK), "utf8") : "";
    if (before !== "") copyFileSync(join(directory, LOCK), join(copy, LOCK));
    const { version, archive } = placeProvider(copy);
    const after = readFileSync(join(copy, LOCK), "utf8");
    const wanted = readdirSync(join(copy, MIRROR));
    const found = existsSync(join(directory, MIRROR)) ? readdirSync(join(directory, MIRROR)) : [];
    const bytes = readFileSync(archive);
    const missing = wanted.filter((name) => !found.includes(name));
    return {
      version,
      missing,
      different: wanted.filter(
        (name) => !missing.includes(name) && !readFileSync(join(directory, MIRROR, name)).equals(bytes),
      ),
      outdated: found.filter((name) => !wanted.includes(name)),
      // Unpacked, it lies in a directory for its version.
      usable: found.some(
        (name) => name.endsWith(`_${machine()}.zip`) || existsSync(join(directory, MIRROR, name, machine())),
      ),
      lock: before === after ? "same" : before.includes(`provider "${address}"`) ? "different" : "none",
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** This machine in Terraform's words. */
function machine(): string {
  const os = { win32: "windows" }[process.platform as string] ?? process.platform;
  return `${os}_${{ x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch}`;
}

function judgeMirror({ version, missing, different, outdated, usable }: Comparison): Outcome {
  if (!usable) return failed(`${MIRROR} has no provider for ${machine()}: terraform init cannot find it.`, REMEDY);
  const troubles = [
    missing.length > 0 ? `lacks ${names(missing)}` : "",
    different.length > 0 ? `has other bytes in ${names(different)}` : "",
    outdated.length > 0 ? `has also ${names(outdated)}` : "",
  ].filter((trouble) => trouble !== "");
  if (troubles.length === 0) return ok(`complete, version ${version}`);
  return warning(`Not as version ${version} installs it: it ${troubles.join(", and ")}.`, REMEDY);
}

const names = ([first, ...more]: readonly string[]): string =>
  more.length === 0 ? `${first}` : `${first} and ${more.length} more`;

function judgeLock({ version, missing, different, lock }: Comparison): Outcome {
  if (lock === "same") return ok(`has ${version} with its hash`);
  if (lock === "none")
    return warning(`It has no entry for ${address}: CDKTF's first deploy would ask its host for one.`, REMEDY);
  const current = missing.length === 0 && different.length === 0;
  return current
    ? failed(`Its entry is not that of the provider in ${MIRROR}: terraform init refuses it.`, REMEDY)
    : warning(`Its entry is not that of version ${version}.`, REMEDY);
}
