import { spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { installProvider } from "../../src/mirror/install";
import { newDirectory } from "./directory";
import { cleanEnvironment, must } from "./program";
import { shared } from "./shared";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** both streams with the line breaks and frames of Terraform's diagnostics taken out, for matching sentences */
  readonly text: string;
}

export interface Extras {
  /** gets the leader of the engine's own process group, to interrupt it as a terminal would */
  readonly started?: (pid: number) => unknown;
  /** what it reads from standard input */
  readonly input?: string;
}

/** The programs that read Terraform's language. */
const known = ["terraform", "tofu"];

/** The minor version of each that is in PATH: they are asked once, not for each file of tests. */
const VERSIONS = "versions.json";
const asked = shared("engines", (directory) =>
  writeFileSync(join(directory, VERSIONS), JSON.stringify(known.flatMap(versionOf))),
);
const minorVersions = new Map<string, number>(JSON.parse(readFileSync(join(asked, VERSIONS), "utf8")));

function versionOf(engine: string): [engine: string, minor: number][] {
  const env = { ...cleanEnvironment, CHECKPOINT_DISABLE: "1" };
  const { error, stdout } = spawnSync(engine, ["version", "-json"], { env, encoding: "utf8" });
  return error ? [] : [[engine, Number(JSON.parse(stdout).terraform_version.split(".")[1])]];
}

export const engines: readonly string[] = [...minorVersions.keys()];

/** Those that know ephemeral resources: Terraform since 1.10, OpenTofu since 1.11. */
export const ephemeralEngines: readonly string[] = engines.filter(
  (engine) => (minorVersions.get(engine) ?? 0) >= (engine === "tofu" ? 11 : 10),
);

/** For tests that need one engine, whichever it is: `terraform`, or `tofu` where there is no `terraform`. */
export const someEngine: string = engines[0] ?? "terraform";
export const testWithEngine = engines.length > 0 ? test : test.skip;

/** A group of tests for each engine, named after it. Those of an engine that is not here are skipped, and counted by test/setup/missing-engines.js. */
export function describeEach(here: readonly string[], define: (engine: string) => void): void {
  for (const engine of known) (here.includes(engine) ? describe : describe.skip)(engine, () => define(engine));
}

/** A test for each engine; the title goes on after its name. */
export function testEach(here: readonly string[], title: string, run: (engine: string) => Promise<void>): void {
  for (const engine of known) (here.includes(engine) ? test : test.skip)(`${engine} ${title}`, () => run(engine));
}

export const providerRequirement = `
  terraform {
    required_providers {
      connect = {
        source = "connect.internal/iot/connect"
      }
    }
  }
`;

/** Runs `terraform` or `tofu` to its end. */
export function runEngine(
  engine: string,
  args: readonly string[],
  {
    directory,
    environment,
    started,
    input,
  }: Extras & { directory: string; environment: Readonly<Record<string, string>> },
): Promise<Outcome> {
  const child = spawn(engine, args, {
    cwd: directory,
    env: { ...cleanEnvironment, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
    detached: started !== undefined,
  });
  child.stdin.end(input ?? "");
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  if (child.pid !== undefined) started?.(child.pid);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const [out, err] = [stripVTControlCharacters(stdout), stripVTControlCharacters(stderr)];
      resolve({ code, stdout: out, stderr: err, text: `${out}\n${err}`.replace(/[\s│╷╵]+/g, " ") });
    });
  });
}

/**
 * Makes a directory that has the provider and its lock entry what `init` would make it, by a copy. Not for stacks with a backend,
 * and not for tests of `init` itself: they run it.
 */
export function initialise(engine: string, directory: string): void {
  const initialised = shared(`initialised-by-${engine}`, (fresh) => {
    installProvider(fresh);
    writeFileSync(join(fresh, "main.tf"), providerRequirement);
    must(engine, ["init", "-input=false"], { directory: fresh, environment: { CHECKPOINT_DISABLE: "1" } });
  });
  cpSync(join(initialised, ".terraform"), join(directory, ".terraform"), { recursive: true });
}

/** A throw-away working directory with the provider in it. */
export class Workspace {
  readonly directory = newDirectory();

  constructor(
    private readonly engine: string,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {
    installProvider(this.directory);
  }

  /** Replaces the configuration. */
  write(configuration: string, name = "main.tf"): void {
    writeFileSync(join(this.directory, name), configuration);
  }

  /** Runs the engine to its end. */
  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}, extras: Extras = {}) {
    return runEngine(this.engine, args, {
      directory: this.directory,
      environment: { ...this.environment, ...environment },
      ...extras,
    });
  }

  /** Like run, and throws what the engine said when it fails. */
  async must(...args: string[]): Promise<Outcome> {
    const outcome = await this.run(args);
    if (outcome.code !== 0)
      throw new Error(
        `${this.engine} ${args.join(" ")} ended with ${outcome.code}\n${outcome.stdout}${outcome.stderr}`,
      );
    return outcome;
  }

  /** As after `init`, with a configuration that needs no provider but ours. */
  init(configuration: string): void {
    this.write(configuration);
    initialise(this.engine, this.directory);
  }

  /** Applies and gives the state's outputs and data source values as the engine itself shows them. */
  async apply(): Promise<{ outputs: Record<string, unknown>; data: Record<string, Record<string, unknown>> }> {
    await this.must("apply", "-auto-approve", "-input=false");
    return this.show();
  }

  async show(): Promise<{ outputs: Record<string, unknown>; data: Record<string, Record<string, unknown>> }> {
    const { values } = JSON.parse((await this.must("show", "-json")).stdout);
    const outputs = Object.entries<{ value: unknown }>(values?.outputs ?? {}).map(([name, { value }]) => [name, value]);
    const resources: { address: string; values: Record<string, unknown> }[] = values?.root_module?.resources ?? [];
    return {
      outputs: Object.fromEntries(outputs),
      data: Object.fromEntries(resources.map(({ address, values }) => [address, values])),
    };
  }
}
