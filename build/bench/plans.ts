import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../../src/address";
import { installProvider } from "../../src/mirror/install";
import type { Emulator } from "../../src/platforms/emulator";
import { startEmulator } from "../../src/platforms/enos/emulator";
import { median } from "./median";
import { environmentOf, seedOf } from "./seed";

const RUNS = 3;
const READS = 1000;

/** Plans that read 1,000 products, in all ways there are, against a plan of as many `terraform_data`. */
export async function benchPlans(): Promise<void> {
  const emulator = await startEmulator({ seed: seedOf(READS) });
  try {
    await comparePlans(emulator);
  } finally {
    await emulator.close();
  }
}

async function comparePlans(emulator: Emulator): Promise<void> {
  const environment = environmentOf(emulator.endpoint);
  const floor = workspace('resource "terraform_data" "p" {\n  for_each = local.keys\n}\n');
  const ours = workspace('data "connect_product" "p" {\n  for_each    = local.keys\n  product_key = each.key\n}\n');
  const plural = workspace('data "connect_products" "p" {}\n');
  const cases: [name: string, directory: string, environment: Record<string, string>][] = [
    ["terraform_data", floor, {}],
    ["single reads", ours, environment],
    ["batch_reads", ours, { ...environment, CONNECT_BATCH_READS: "true" }],
    ["one plural read", plural, environment],
  ];
  const seconds = new Map<string, number[]>(cases.map(([name]) => [name, []]));
  const requests = new Map<string, number>();
  for (let run = 0; run < RUNS; run++)
    for (const [name, directory, variables] of cases) {
      const before = emulator.journal.total;
      seconds.get(name)?.push(await plan(directory, variables));
      requests.set(name, emulator.journal.total - before);
    }
  const base = median(seconds.get("terraform_data") ?? []);
  for (const [name] of cases) {
    const time = median(seconds.get(name) ?? []);
    console.log(
      `${name.padEnd(14)} plan of ${READS}: ${time.toFixed(2)} s, ${(time / base).toFixed(2)} × terraform_data, ${requests.get(name)} requests`,
    );
  }
  for (const directory of [floor, ours, plural]) rmSync(directory, { recursive: true });
}

const terraform = (directory: string) => ({
  ...process.env,
  CHECKPOINT_DISABLE: "1",
  TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc"),
});

/** Seconds of `terraform plan`, without blocking this process: the emulator lives in it. */
function plan(directory: string, environment: Record<string, string>): Promise<number> {
  const started = performance.now();
  const child = spawn("terraform", ["plan", "-input=false"], {
    cwd: directory,
    env: { ...terraform(directory), ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) =>
    child.on("close", (code) =>
      code === 0 ? resolve((performance.now() - started) / 1000) : reject(new Error(`plan ended with ${code}`)),
    ),
  );
}

function workspace(body: string): string {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  installProvider(directory);
  writeFileSync(join(directory, "empty.tfrc"), "");
  writeFileSync(
    join(directory, "main.tf"),
    `terraform {\n  required_providers {\n    connect = {\n      source = "${address}"\n    }\n  }\n}\nlocals {\n  keys = { for i in range(${READS}) : "key\${i}" => i }\n}\n${body}`,
  );
  spawnSync("terraform", ["init", "-input=false"], { cwd: directory, env: terraform(directory) });
  return directory;
}
