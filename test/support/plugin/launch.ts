import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build, stop } from "esbuild";
import { newDirectory } from "../directory";
import { must } from "../program";
import { createHostIdentity, HostConnection, type HostIdentity } from "./host";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A provider process, and everything it says. */
export interface Launched {
  readonly process: ChildProcess;
  /** the first line of stdout; the empty string when it ends without one */
  readonly line: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
  readonly connect: (identity?: Partial<HostIdentity>) => HostConnection;
}

export interface Launch {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
}

/** The fixture provider as one file, and a folder for the sockets of its processes. */
export class Bench {
  private readonly folder = newDirectory();
  private readonly bundle = join(this.folder, "provider.js");
  readonly sockets = newDirectory();
  private readonly launched: Pick<Launched, "process" | "ended">[] = [];

  private readonly environment: Readonly<Record<string, string>>;

  private constructor(readonly host: HostIdentity) {
    this.environment = {
      TMPDIR: this.sockets,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "6,5",
      PLUGIN_MIN_PORT: "10000",
      PLUGIN_MAX_PORT: "25000",
      PLUGIN_CLIENT_CERT: host.certificate,
    };
  }

  static async create(): Promise<Bench> {
    const bench = new Bench(await createHostIdentity());
    await build({
      entryPoints: [join(__dirname, "fixture.ts")],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      outfile: bench.bundle,
    });
    // The compiler would wait for more work in a process of its own.
    await stop();
    return bench;
  }

  /** Starts a provider as Terraform does, and waits for its first line. */
  async launch({ environment = {}, args = [] }: Launch = {}): Promise<Launched> {
    const child = spawn(process.execPath, [this.bundle, ...args], {
      env: { PATH: process.env.PATH, ...this.environment, ...environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    const ended = new Promise<Ended>((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
    this.launched.push({ process: child, ended });
    child.stderr.on("data", (chunk) => {
      said.stderr += chunk;
    });
    const line = await new Promise<string>((resolve) => {
      child.stdout.on("data", (chunk) => {
        said.stdout += chunk;
        if (said.stdout.includes("\n")) resolve(said.stdout.split("\n")[0] as string);
      });
      void ended.then(() => resolve(said.stdout));
    });
    const [, , network, address, , certificate = ""] = line.split("|");
    const target = network === "unix" ? `unix:${address}` : `${address}`;
    return {
      process: child,
      line,
      stdout: () => said.stdout,
      stderr: () => said.stderr,
      ended,
      connect: (identity = this.host) => new HostConnection(target, certificate, identity),
    };
  }

  /** Starts a provider from a process that ends when the provider is ready. */
  async launchAndDie(): Promise<{ readonly pid: number }> {
    const program = `
      const child = require("node:child_process").spawn(process.execPath, [process.argv[1]], { stdio: ["ignore", "pipe", "ignore"] });
      child.stdout.once("data", () => {
        console.log(child.pid);
        process.exit();
      });`;
    const output = must(process.execPath, ["-e", program, this.bundle], { environment: this.environment });
    return { pid: Number(output) };
  }

  /** What processes have left in the folder for temporary files. */
  leftovers(): string[] {
    return readdirSync(this.sockets);
  }

  /** Ends what is still running. */
  async close(): Promise<void> {
    for (const { process } of this.launched) process.kill("SIGKILL");
    await Promise.all(this.launched.map(({ ended }) => ended));
  }
}
