import { type EmulatorSeed, startEmulator } from "../../src/testing";
import { type Field, flawOf, sampleOf } from "../support/faults/field";
import { planUnder } from "../support/faults/plan";
import { sickPlatforms } from "../support/faults/platforms";
import { synthUnder } from "../support/faults/synth";
import { someEngine, testWithEngine } from "../support/terraform";

/** A few faults of each kind; all of them: test/heavy/faults-in-programs.test.ts. */
const some = (fields: readonly Field[], each: number, from: number): Field[] =>
  fields.filter((_, index) => index % each === from);

describe.each(sickPlatforms)("of $name", (sick) => {
  const sample = sampleOf(sick);

  testWithEngine("a plan has right values or one clear error, whatever fails", async () => {
    const fields = some(sample, 80, sickPlatforms.indexOf(sick) * 14);
    const verdicts = await planUnder(someEngine, sick, fields);
    expect(fields.flatMap((field, index) => flawOf(field, verdicts[index] as string))).toEqual([]);
  });

  test("a synth has right values or one clear error, whatever fails", async () => {
    const seed = sick.seed(sick.count - 1) as EmulatorSeed;
    const emulator = await startEmulator({ seed, platform: sick.platform, ...sick.options });
    try {
      const fields = some(sample, 20, sickPlatforms.indexOf(sick) * 2);
      expect(fields.flatMap((field) => flawOf(field, synthUnder(emulator, sick, field)))).toEqual([]);
    } finally {
      await emulator.close();
    }
  });
});
