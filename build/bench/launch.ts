import { spawn } from "node:child_process";
import { join } from "node:path";
import { median } from "./median";

const RUNS = 11;
const provider = join(__dirname, "..", "..", "dist", "provider", "terraform-provider-connect");
const cookie = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" };

/** From start to handshake, as Terraform launches the provider three times in a plan, against a bare `node`. */
export async function benchLaunch(): Promise<void> {
  const bare: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await untilFirstLine(["-e", "console.log(1)"]));
    ours.push(await untilFirstLine([provider]));
  }
  const [floor, launch] = [median(bare), median(ours)];
  console.log(
    `launch         ${launch.toFixed(0)} ms to the handshake, bare node ${floor.toFixed(0)} ms: ${(launch / floor).toFixed(2)} ×`,
  );
}

/** Milliseconds from start to the first line on stdout. */
function untilFirstLine(args: string[]): Promise<number> {
  const started = performance.now();
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...environment, ...cookie, PLUGIN_PROTOCOL_VERSIONS: "6" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve) =>
    child.stdout.once("data", () => {
      resolve(performance.now() - started);
      child.kill("SIGKILL");
    }),
  );
}
