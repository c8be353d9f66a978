import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sweep, temporaryName } from "../../files/leftovers";
import { unwritable } from "../../files/write";
import { oneLine } from "../../schema/foreign-text";
import { executable, type ProviderPackage, providerPackage } from "../package";
import { h1, unzip, zip } from "../zip";
import { type NodeProgram, SENTINEL } from "./node-program";
import { oneFile } from "./one-file";

/** The most that is quoted of what a program says. */
const MOST_WORDS = 500;
const MOST_MS = 120_000;
/** What V8 compiles is the same each time, and its cache is still taken by a process without this option. */
const SAME_BYTES = "--random-seed=1";
/** Of compression: 9 would make the file 0.1 % smaller in twice the time. */
const LEVEL = 6;

/**
 * Makes the provider a program that needs no Node.js where it runs, from a program of Node.js, and gives it to `use`, packed; then
 * it is gone. Throws Error that says what is missing or failed.
 */
export function withStandalone<T>(node: NodeProgram, use: (provider: ProviderPackage) => T): T {
  const prefix = join(tmpdir(), "cdktf-connect-standalone-");
  sweep(prefix);
  const directory = temporaryName(prefix);
  try {
    const injector = postject();
    mkdirSync(directory, { mode: 0o700 });
    const { version, archive: scripts } = providerPackage();
    const files = unzip(readFileSync(scripts));
    const program = join(directory, executable);
    writeFileSync(program, node.content, { mode: 0o755 });
    const { blob, runsHere } = prepare(directory, oneFile(files), node);
    must(process.execPath, [injector, program, "NODE_SEA_BLOB", blob, "--sentinel-fuse", SENTINEL]);
    if (runsHere) tryOut(program);
    const packed = { [executable]: readFileSync(program), "NOTICES.txt": files["NOTICES.txt"] as Uint8Array };
    const archive = join(directory, `${executable}.zip`);
    writeFileSync(archive, zip(packed, LEVEL));
    return use({ version, hash: h1(packed), archive });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : unwritable(directory, error as Error);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Makes what is added to the program: the script and, if the program runs on this machine, what V8 has compiled of it. Otherwise
 * this Node makes it, which must have the same version, because each may have a format of its own.
 */
function prepare(directory: string, script: string, { file, version, system }: NodeProgram) {
  const runsHere = run(file, ["--version"]).stdout?.trim() === `v${version}`;
  if (!runsHere && version !== process.versions.node)
    throw new Error(
      `${file} is Node.js ${version} for ${system}, which does not run here, and this is ${process.versions.node}: run the command with Node.js ${version}, or name a program of version ${process.versions.node} with --node.`,
    );
  const [main, output, settings] = ["provider.js", "provider.blob", "settings.json"];
  writeFileSync(join(directory, main), script);
  // With execArgvExtension, later versions of Node ignore NODE_OPTIONS.
  const sea = { main, output, disableExperimentalSEAWarning: true, useCodeCache: runsHere, execArgvExtension: "none" };
  writeFileSync(join(directory, settings), JSON.stringify(sea));
  must(runsHere ? file : process.execPath, [SAME_BYTES, "--experimental-sea-config", settings], directory);
  return { blob: join(directory, output), runsHere };
}

/** Started by people, it says what it is. */
function tryOut(program: string): void {
  const { stderr, signal, error } = run(program, []);
  if (stderr?.includes("This is the Terraform provider")) return;
  const said = words(error?.message ?? stderr) || signal;
  const remedy = error ? " Name a directory where programs may run with TMPDIR." : "";
  throw new Error(`The standalone provider was made, but does not start in ${dirname(program)}: ${said}.${remedy}`);
}

/** An optional package, because it has 5 MB and few need it. */
function postject(): string {
  try {
    return require.resolve("postject/dist/cli.js");
  } catch {
    throw new Error(
      "A standalone provider is made with the package postject, which is missing: npm install --save-dev postject",
    );
  }
}

// Options that are meant for this process are not for those.
const run = (program: string, args: readonly string[], cwd?: string) =>
  spawnSync(program, args, { cwd, encoding: "utf8", timeout: MOST_MS, env: { ...process.env, NODE_OPTIONS: "" } });

function must(program: string, args: readonly string[], cwd?: string): void {
  const { status, signal, stderr, error } = run(program, args, cwd);
  if (status === 0) return;
  const said = words(error?.message ?? stderr) || `it ended with ${status ?? signal}`;
  throw new Error(`The standalone provider cannot be made: ${program} ${args[0]}: ${said}`);
}

const words = (text: string): string => oneLine(text.trim()).slice(0, MOST_WORDS);
