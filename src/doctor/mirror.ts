import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../address";
import { installProvider } from "../mirror/install";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";
import { readCliSyntax } from "./cli-syntax";
import { isFile } from "./programs";

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
  /** whether the lock file names this version, and the mirror has only others for this machine */
  readonly outrun: boolean;
  /** whether one of the different files is that for this machine */
  readonly spoiled: boolean;
  /** our entry in the lock file: as installing would write it, another one, or none; or why the file cannot be read */
  readonly lock: "same" | "different" | "none" | { readonly unreadable: string };
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
    const lockFile = readLockFile(directory);
    const before = "text" in lockFile ? lockFile.text : "";
    if (before !== "") writeFileSync(join(copy, LOCK), before);
    const { version, archive } = installProvider(copy);
    const after = readFileSync(join(copy, LOCK), "utf8");
    const wanted = readdirSync(join(copy, MIRROR));
    const found = existsSync(join(directory, MIRROR)) ? readdirSync(join(directory, MIRROR)) : [];
    const bytes = readFileSync(archive);
    const missing = wanted.filter((name) => !found.includes(name));
    const isSame = (name: string) => {
      const file = join(directory, MIRROR, name);
      return isFile(file) && readFileSync(file).equals(bytes);
    };
    const different = wanted.filter((name) => !missing.includes(name) && !isSame(name));
    // Unpacked, it lies in a directory for its version.
    const here = found.filter((name) => isForHere(name) || existsSync(join(directory, MIRROR, name, machine())));
    return {
      version,
      missing,
      different,
      outdated: found.filter((name) => !wanted.includes(name)),
      usable: here.length > 0,
      outrun: before === after && !here.some((name) => name === version || wanted.includes(name)),
      spoiled: different.some(isForHere),
      lock:
        "unreadable" in lockFile
          ? lockFile
          : before === after
            ? "same"
            : before.includes(`provider "${address}"`)
              ? "different"
              : "none",
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Its text, which has to be in the language of such files; none is an empty one. */
function readLockFile(directory: string): { readonly text: string } | { readonly unreadable: string } {
  const file = join(directory, LOCK);
  if (!existsSync(file)) return { text: "" };
  if (!isFile(file)) return { unreadable: "it is not a regular file" };
  try {
    const text = readFileSync(file, "utf8");
    readCliSyntax(text);
    return { text };
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
}

const isForHere = (name: string): boolean => name.endsWith(`_${machine()}.zip`);

/** This machine in Terraform's words. */
function machine(): string {
  const os = { win32: "windows" }[process.platform as string] ?? process.platform;
  return `${os}_${{ x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch}`;
}

function judgeMirror({ version, missing, different, outdated, usable, outrun, spoiled }: Comparison): Outcome {
  if (!usable) return failed(`${MIRROR} has no provider for ${machine()}: terraform init cannot find it.`, REMEDY);
  if (outrun)
    return failed(`${LOCK} names version ${version}, and ${MIRROR} has another: terraform init fails.`, REMEDY);
  if (spoiled)
    return failed(
      `The zip for ${machine()} in ${MIRROR} is not that of version ${version}: it has other bytes.`,
      REMEDY,
    );
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
  if (typeof lock === "object")
    return failed(
      `It cannot be read (${lock.unreadable}): terraform init refuses it.`,
      `Restore it, or remove it and run "cdktf-connect install" here.`,
    );
  if (lock === "same") return ok(`has ${version} with its hash`);
  if (lock === "none")
    return warning(`It has no entry for ${address}: CDKTF's first deploy would ask its host for one.`, REMEDY);
  const current = missing.length === 0 && different.length === 0;
  return current
    ? failed(`Its entry is not that of the provider in ${MIRROR}: terraform init refuses it.`, REMEDY)
    : warning(`Its entry is not that of version ${version}.`, REMEDY);
}
