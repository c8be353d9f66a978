import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulatorProcess } from "./emulator";
import { runProgram } from "./program";
import type { Row } from "./report";
import { inMilliseconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";

const LOCKED = 100;
const LOCKED_RUNS = 15;
const COLD = 1000;
const COLD_RUNS = 5;

/**
 * What values at synth time cost: from the lock file against a synth with literal values, and from the platform against a loop
 * with nothing but the HTTP library.
 */
export async function benchLookUps(): Promise<readonly Row[]> {
  const cwd = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const emulator = await startEmulatorProcess(seedOf(COLD));
  writeFileSync(join(cwd, "cdktf.json"), "{}");
  const environment = environmentOf(emulator.endpoint);
  const run = (program: string, mode: string, count: number) => async () =>
    Number(await runProgram(join(__dirname, program), [mode, String(count)], { cwd, environment }));
  const cold = (mode: string) => () => {
    rmSync(join(cwd, "connect.lock.json"), { force: true });
    return run("synth.cjs", mode, COLD)();
  };
  try {
    await run("synth.cjs", "locked", LOCKED)();
    const synth = await medians(LOCKED_RUNS, {
      literal: run("synth.cjs", "literal", LOCKED),
      locked: run("synth.cjs", "locked", LOCKED),
    });
    const read = await medians(COLD_RUNS, {
      bareSingle: run("bare.cjs", "one-by-one", COLD),
      single: cold("one-by-one"),
      bareAhead: run("bare.cjs", "ahead", COLD),
      ahead: cold("ahead"),
    });
    return [
      { what: `synth with ${LOCKED} literal values`, median: inMilliseconds(synth.literal), ratio: 1 },
      {
        what: `${LOCKED} values of the lock file`,
        median: inMilliseconds(synth.locked),
        ratio: synth.locked / synth.literal,
      },
      { what: `bare loop, ${COLD} products one by one`, median: inMilliseconds(read.bareSingle), ratio: 1 },
      { what: `${COLD} values one by one`, median: inMilliseconds(read.single), ratio: read.single / read.bareSingle },
      { what: `bare loop, ${COLD} products at once`, median: inMilliseconds(read.bareAhead), ratio: 1 },
      {
        what: `${COLD} values with \`prefetch\``,
        median: inMilliseconds(read.ahead),
        ratio: read.ahead / read.bareAhead,
      },
    ];
  } finally {
    await emulator.end();
    rmSync(cwd, { recursive: true });
  }
}
