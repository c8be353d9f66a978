// `npm run lock`, after a change of dependencies. A registry that serves only some platforms' binaries makes npm leave the others
// out of package-lock.json, and `npm ci` refuses a lock file that lacks them. This adds what is missing, without hashes, and the C
// library of Linux binaries: an entry without one is installed beside the entry that fits, and some binaries have 100 MB.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "armv7", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"];

/** The platform a binary package is for stands in its name: `@swc/core-linux-arm-gnueabihf`. */
function platformEntry(name: string, version: string, dev: boolean | undefined): Entry | undefined {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu) return undefined;
  return { version, ...(dev && { dev }), optional: true, os: [os], cpu: [cpu === "armv7" ? "arm" : cpu] };
}

/** The C library stands there as well: `@swc/core-linux-x64-musl`. */
function withLibrary([path, entry]: readonly [string, Entry]): readonly [string, Entry] {
  const [, library] = /-(musl|gnu|glibc)(eabihf)?$/.exec(path) ?? [];
  if (!library || !entry.optional || entry.libc) return [path, entry];
  return [path, { ...entry, libc: [library === "musl" ? library : "glibc"] }];
}

const file = join(__dirname, "..", "package-lock.json");
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(file, "utf8"));
const missing = Object.values(lock.packages)
  .flatMap(({ dev, optionalDependencies }) =>
    Object.entries(optionalDependencies ?? {}).map(([name, version]) => [name, version, dev] as const),
  )
  .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
  .flatMap(([name, version, dev]) => {
    const entry = platformEntry(name, version, dev);
    return entry ? [[`node_modules/${name}`, entry] as const] : [];
  });
const packages = [...Object.entries(lock.packages), ...missing]
  .map(withLibrary)
  .sort(([a], [b]) => a.localeCompare(b, "en"));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
console.log(`${missing.length} platform packages added to package-lock.json`);
