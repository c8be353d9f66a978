// Commands and programs that write files are killed: every file is the old one or the new one, and the next run works.
import { existsSync } from "node:fs";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { seedOf } from "../support/enos";
import { killAtChanges, killAtRandom } from "../support/kills";
import { bootstrapping, comparing, synthesizing } from "../support/writers";

/** Another one for other moments: STORM_SEED=7 npm run test:all -- kills */
const seed = Number(process.env.STORM_SEED ?? 2026);
const onLinux = existsSync("/proc/self/environ");

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ seed: seedOf([]) });
});
afterAll(() => emulator.close());

(onLinux ? describe : describe.skip).each([
  ["bootstrap", bootstrapping],
  ["drift", comparing],
  ["a synth", synthesizing],
])("the files of %s are whole, and the next run is right", (_, writerOf) => {
  test("when it is killed at random moments, 15 times", () => killAtRandom(writerOf(emulator), { times: 15, seed }));

  // One test would take longer than any may on a busy machine.
  test.each([1, 2, 3])("when it is killed at its changes of files, every third from number %i on", (first) =>
    killAtChanges(writerOf(emulator), { first, step: 3 }),
  );
});
