import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EmulatorSeed, type Fault, startEmulator } from "../../src/testing";
import { newDirectory } from "../support/directory";
import { fieldsOf, flawOf, sampleOf } from "../support/faults/field";
import { planUnder } from "../support/faults/plan";
import { FEW, type Sick, sickPlatforms } from "../support/faults/platforms";
import { synthUnder } from "../support/faults/synth";
import type { OperationName } from "../support/faults/table";
import { runNode } from "../support/program";
import { engines, someEngine } from "../support/terraform";

/** As many providers as one plan starts at the same time. */
const AT_ONCE = 6;

const cli = join(__dirname, "..", "..", "dist", "cli.js");

const openIn = (sick: Sick, faults: readonly Fault[] = []) => {
  const seed = sick.seed(sick.count - 1) as EmulatorSeed;
  return startEmulator({ seed, platform: sick.platform, faults, ...sick.options });
};

describe.each(sickPlatforms)("of $name", (sick) => {
  const sample = sampleOf(sick);
  const plans = Array.from({ length: Math.ceil(sample.length / AT_ONCE) }, (_, index) => index * AT_ONCE);
  const operations = Object.keys(sick.operations) as OperationName[];

  (engines.length > 0 ? test : test.skip).each(plans)(
    "a plan has right values or one clear error, whatever fails (from fault %i on)",
    async (first) => {
      const fields = sample.slice(first, first + AT_ONCE);
      const verdicts = await planUnder(someEngine, sick, fields);
      expect(fields.flatMap((field, index) => flawOf(field, verdicts[index] as string))).toEqual([]);
    },
  );

  test.each(operations)("a synth has right values or one clear error, whatever fails at %s", async (operation) => {
    const used = operation === "second page" ? sick : sick.resized(FEW);
    const fields = fieldsOf(used).filter((field) => field.operation === operation);
    const emulator = await openIn(used);
    try {
      expect(fields.flatMap((field) => flawOf(field, synthUnder(emulator, used, field)))).toEqual([]);
    } finally {
      await emulator.close();
    }
  });

  test.each<[string, Fault]>([
    ["gigabytes", { size: 2 ** 32 }],
    ["the largest response that is read", { size: 2 ** 24 }],
    ["lists in each other to the limit", { depth: 2 ** 22 }],
    ["white space without an end", { connection: "endless" }],
  ])("a process that gets %s stays small, and ends", async (_, fault) => {
    const directory = newDirectory();
    const [probe, size] = [join(directory, "probe.cjs"), join(directory, "kilobytes")];
    const write = `require("fs").writeFileSync(${JSON.stringify(size)}, String(process.resourceUsage().maxRSS))`;
    writeFileSync(probe, `process.on("exit", () => ${write})`);
    const emulator = await openIn(sick, [{ ...sick.operations["first page"], ...fault, times: "always" }]);
    const circumstances = {
      directory,
      environment: {
        ...sick.environment(emulator.endpoint),
        CONNECT_REQUEST_TIMEOUT: "5",
        NODE_OPTIONS: `--require ${probe}`,
      },
    };
    const { status, stderr } = runNode([cli, "bootstrap", "--markdown", "products.md"], circumstances);
    await emulator.close();
    expect(`${status} ${stderr}`).toMatch(/^0 $|^1 cdktf-connect: (Response too large|No response in time): /);
    expect(Number(readFileSync(size, "utf8"))).toBeLessThan(250_000);
  });
});
