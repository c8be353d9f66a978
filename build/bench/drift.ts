import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulatorProcess } from "./emulator";
import { runProgram } from "./program";
import type { Row } from "./report";
import { inMilliseconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";

const RUNS = 3;
const cli = join(__dirname, "..", "..", "dist", "cli.js");

/** `drift` of 1,000 and of 10,000 expected products, against a loop that makes the same requests and compares nothing. */
export async function benchDrift(): Promise<readonly Row[]> {
  return [...(await compare(1000)), ...(await compare(10_000))];
}

async function compare(count: number): Promise<Row[]> {
  const cwd = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const emulator = await startEmulatorProcess(seedOf(count));
  const environment = environmentOf(emulator.endpoint);
  const products = Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, { modelId: "M" }]));
  writeFileSync(join(cwd, "expected.json"), JSON.stringify({ version: 1, products }));
  const timed = (file: string, args: readonly string[]) => async () => {
    const started = performance.now();
    await runProgram(file, args, { cwd, environment });
    return performance.now() - started;
  };
  try {
    const { bare, drift } = await medians(RUNS, {
      bare: timed(join(__dirname, "bare.cjs"), ["ahead", String(count)]),
      drift: timed(cli, ["drift", "--expectations", "expected.json"]),
    });
    return [
      { what: `bare loop, ${count} products`, median: inMilliseconds(bare), ratio: 1 },
      { what: `\`drift\` of ${count} products`, median: inMilliseconds(drift), ratio: drift / bare },
    ];
  } finally {
    await emulator.end();
    rmSync(cwd, { recursive: true });
  }
}
