import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulatorProcess } from "./emulator";
import { median } from "./median";
import { environmentOf, seedOf } from "./seed";

const LOCKED = 100;
const LOCKED_RUNS = 15;
const COLD = 1000;
const COLD_RUNS = 5;

/**
 * What values at synth time cost: from the lock file against a synth with literal values, and from the platform against a loop
 * with nothing but the HTTP library.
 */
export async function benchLookUps(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const emulator = await startEmulatorProcess(seedOf(COLD), join(directory, "seed.json"));
  writeFileSync(join(directory, "cdktf.json"), "{}");
  const environment = environmentOf(emulator.endpoint);
  const run = (program: string, mode: string, count: number): number => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, program), mode, String(count)], {
      cwd: directory,
      env: { ...process.env, ...environment, CI: "" },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  };
  const forget = () => rmSync(join(directory, "connect.lock.json"), { force: true });
  try {
    run("synth.cjs", "locked", LOCKED);
    const [literal, locked] = alternate(LOCKED_RUNS, [
      () => run("synth.cjs", "literal", LOCKED),
      () => run("synth.cjs", "locked", LOCKED),
    ]);
    console.log(
      `locked         ${LOCKED} look-ups: ${(locked - literal).toFixed(0)} ms more than a synth with literal values (${literal.toFixed(0)} ms)`,
    );
    const cold = (mode: string) => () => {
      forget();
      return run("synth.cjs", mode, COLD);
    };
    const [single, bareSingle, ahead, bareAhead] = alternate(COLD_RUNS, [
      cold("one-by-one"),
      () => run("bare.cjs", "one-by-one", COLD),
      cold("ahead"),
      () => run("bare.cjs", "ahead", COLD),
    ]);
    compare("one by one", single, bareSingle);
    compare("prefetch", ahead, bareAhead);
  } finally {
    await emulator.end();
    rmSync(directory, { recursive: true });
  }
}

const compare = (name: string, ours: number, bare: number) =>
  console.log(
    `${name.padEnd(14)} ${COLD} cold look-ups: ${(ours / 1000).toFixed(2)} s, bare loop ${(bare / 1000).toFixed(2)} s: ${(ours / bare).toFixed(2)} ×`,
  );

/** Medians; the programs take turns, so that what else the machine does meets all of them. */
function alternate<const T extends readonly (() => number)[]>(runs: number, programs: T): { [K in keyof T]: number } {
  const rounds = Array.from({ length: runs }, () => programs.map((program) => program()));
  return programs.map((_, index) => median(rounds.map((round) => round[index] as number))) as {
    [K in keyof T]: number;
  };
}
