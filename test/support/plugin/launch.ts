import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { newDirectory } from "../directory";
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

  private constructor(readonly host: HostIdentity) {
    buildSync({
      entryPoints: [join(__dirname, "fixture.ts")],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      outfile: this.bundle,
    });
  }

  static async create(): Promise<Bench> {
    return new Bench(await createHostIdentity());
  }

  /** Starts a provider as Terraform does, and waits for its first line. */
  async launch({ environment = {}, args = [] }: Launch = {}): Promise<Launched> {
    const child = spawn(process.execPath, [this.bundle, ...args], {
      env: {
        PATH: process.env.PATH,
        TMPDIR: this.sockets,
        TF_PLUGIN_MAGIC_COOKIE: COOKIE,
        PLUGIN_PROTOCOL_VERSIONS: "6,5",
        PLUGIN_MIN_PORT: "10000",
        PLUGIN_MAX_PORT: "25000",
        PLUGIN_CLIENT_CERT: this.host.certificate,
        ...environment,
      },
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
