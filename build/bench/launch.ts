import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { hostEnvironment } from "./host";
import { residentMegabytes } from "./process";
import type { Row } from "./report";
import { inMilliseconds, median, takeTurns } from "./rounds";

const RUNS = 25;
const provider = join(__dirname, "..", "..", "dist", "provider", "terraform-provider-connect");
// A process that goes on, so that its memory can be looked at.
const say = "console.log(1); setInterval(() => {}, 1e6)";
const load = 'for (const name of ["http2", "tls", "net", "crypto"]) require(name);';

interface Launch {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** From start to handshake, as Terraform launches the provider three times in a plan, against a bare `node`. */
export async function benchLaunch(): Promise<readonly Row[]> {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const authorities = join(directory, "authorities.pem");
  writeFileSync(authorities, rootCertificates.join("\n"));
  const rounds = await takeTurns(RUNS, {
    "`node -e` with one line": () => launch(process.execPath, ["-e", say]),
    "Node with `http2`, `tls`, `net`, `crypto`": () => launch(process.execPath, ["-e", `${load} ${say}`]),
    "provider, to its handshake": () => launch(provider, []),
    "the same with `NODE_EXTRA_CA_CERTS`": () => launch(provider, [], { NODE_EXTRA_CA_CERTS: authorities }),
  });
  rmSync(directory, { recursive: true });
  const bare = median(rounds["`node -e` with one line"].map(({ milliseconds }) => milliseconds));
  return Object.entries<readonly Launch[]>(rounds).map(([what, launches]) => {
    const milliseconds = median(launches.map((each) => each.milliseconds));
    const megabytes = median(launches.map((each) => each.megabytes));
    const goal = what.startsWith("Node") || milliseconds === bare ? "" : "≤ 2.0 ×";
    return {
      what,
      median: `${inMilliseconds(milliseconds)}, ${megabytes.toFixed(0)} MB`,
      ratio: milliseconds / bare,
      goal,
    };
  });
}

/** How long it takes to the first line on stdout, and how large the process is then. */
async function launch(program: string, args: readonly string[], environment = {}): Promise<Launch> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...inherited, ...hostEnvironment, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const milliseconds = performance.now() - started;
  const megabytes = residentMegabytes(child.pid);
  // Not SIGKILL, after which the provider's socket would stay.
  child.kill("SIGTERM");
  await once(child, "exit");
  return { milliseconds, megabytes };
}
