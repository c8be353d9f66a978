// Speed, measured side by side in one run: machines are noisy, so the ratios count and not the seconds.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../src/address";
import { placeProvider } from "../src/mirror/place";
import type { Emulator } from "../src/platforms/emulator";
import { startEmulator } from "../src/platforms/enos/emulator";

const RUNS = 11;
const PLAN_RUNS = 3;
const READS = 1000;
const provider = join(__dirname, "..", "dist", "provider", "terraform-provider-connect");
const cookie = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" };

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

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

async function start(): Promise<void> {
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

/** Seconds of `terraform plan`, without blocking this process: the emulator lives in it. */
function plan(directory: string, environment: Record<string, string>): Promise<number> {
  const started = performance.now();
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc"),
    ...environment,
  };
  const child = spawn("terraform", ["plan", "-input=false"], {
    cwd: directory,
    env,
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
  placeProvider(directory);
  writeFileSync(join(directory, "empty.tfrc"), "");
  writeFileSync(
    join(directory, "main.tf"),
    `terraform {\n  required_providers {\n    connect = {\n      source = "${address}"\n    }\n  }\n}\nlocals {\n  keys = { for i in range(${READS}) : "key\${i}" => i }\n}\n${body}`,
  );
  spawnSync("terraform", ["init", "-input=false"], {
    cwd: directory,
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc") },
  });
  return directory;
}

async function reads(emulator: Emulator): Promise<void> {
  const environment = {
    CONNECT_ENOS_ENDPOINT: emulator.endpoint,
    CONNECT_ENOS_ORG_ID: "o1",
    CONNECT_ENOS_ACCESS_KEY: "bench",
    CONNECT_ENOS_SECRET_KEY: "bench",
  };
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
  for (let run = 0; run < PLAN_RUNS; run++)
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

async function bench(): Promise<void> {
  await start();
  const products = Array.from({ length: READS }, (_, index) => ({
    orgId: "o1",
    productKey: `key${index}`,
    modelId: "M",
  }));
  const accounts = [{ accessKey: "bench", secretKey: "bench", orgIds: ["o1"] }];
  const emulator = await startEmulator({ seed: { accounts, products } });
  try {
    await reads(emulator);
  } finally {
    await emulator.close();
  }
}

void bench();
