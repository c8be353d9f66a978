import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createIdentity, toPem } from "../../src/plugin/go-plugin/certificate";
import { median } from "./median";

const RUNS = 25;
const provider = join(__dirname, "..", "..", "dist", "provider", "terraform-provider-connect");
/** What Terraform starts a provider with. */
const host = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "6",
  PLUGIN_CLIENT_CERT: toPem(createIdentity().certificate),
};

const programs = {
  "bare node": ["-e", "console.log(1)"],
  "node, http2, tls": ["-e", 'for (const name of ["http2", "tls", "net", "crypto"]) require(name); console.log(1)'],
  launch: [provider],
};

/** From start to handshake, as Terraform launches the provider three times in a plan, against a bare `node`; they take turns. */
export async function benchLaunch(): Promise<void> {
  const names = Object.keys(programs) as (keyof typeof programs)[];
  const rounds: Record<string, Launch>[] = [];
  for (let run = 0; run < RUNS; run++) {
    const round: Record<string, Launch> = {};
    for (const name of names) round[name] = await launch(programs[name]);
    rounds.push(round);
  }
  const middle = (name: string, part: keyof Launch) => median(rounds.map((round) => round[name]?.[part] ?? 0));
  for (const name of names) {
    const [time, memory] = [middle(name, "milliseconds"), middle(name, "megabytes")];
    const least = Math.min(...rounds.map((round) => round[name]?.milliseconds ?? 0));
    const ratio = time / middle("bare node", "milliseconds");
    console.log(
      `${name.padEnd(16)} ${time.toFixed(0)} ms (least ${least.toFixed(0)}) to the first line: ${ratio.toFixed(2)} ×; ${memory.toFixed(0)} MB`,
    );
  }
}

interface Launch {
  readonly milliseconds: number;
  /** resident, where the system reports it */
  readonly megabytes: number;
}

/** How long it takes to the first line on stdout, and how large the process is then. */
function launch(args: readonly string[]): Promise<Launch> {
  const started = performance.now();
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...environment } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...environment, ...host },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.once("data", () => {
      const milliseconds = performance.now() - started;
      const megabytes = residentMegabytes(child.pid as number);
      // Not SIGKILL, after which the provider's socket would stay.
      child.kill("SIGTERM");
      child.once("exit", () => resolve({ milliseconds, megabytes }));
    });
  });
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // no Linux
  }
}
