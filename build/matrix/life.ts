import { startEmulatorProcess } from "../bench/emulator";
import type { Program } from "./programs";
import { isKnown, seedWith, steps, variablesOf } from "./steps";
import { makeTrial } from "./trial";

/** What one engine did with one Node. */
export interface Life {
  readonly engine: Program;
  readonly node: Program;
  /** the step that did not end as it should, after which no other is run */
  readonly failedAt?: string;
  readonly reason?: string;
}

/** Runs all steps that the engine knows. */
export async function live(engine: Program, node: Program): Promise<Life> {
  const emulator = await startEmulatorProcess(seedWith("M"));
  const trial = makeTrial(engine, node, variablesOf(emulator.endpoint));
  try {
    for (const step of steps)
      if (isKnown(step, engine))
        try {
          await step.run(trial, emulator.endpoint);
        } catch (error) {
          return { engine, node, failedAt: step.name, reason: String(error) };
        }
    return { engine, node };
  } finally {
    trial.remove();
    await emulator.end();
  }
}
