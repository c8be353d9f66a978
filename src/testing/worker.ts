// Serves the emulators in a thread of its own: the thread of a test sleeps while `atSynth` reads.
import { parentPort, workerData } from "node:worker_threads";
import { partOf } from "../emulator/shell/seed";
import { type Emulator, serveEmulators } from "../emulator/shell/serve";
import { isProblem, Problem, type ProblemData } from "../schema/problem";
import { operationsOf } from "./operations";
import { checkSeedKeys, readOptions, type Wanted } from "./options";
import type { Line, Ready, Result } from "./thread";

const { port, flag, options } = workerData as Line;

async function start(): Promise<Ready> {
  const wanted = readOptions(JSON.parse(options));
  const { seed, faults, opened } = wanted;
  const emulator = await serveEmulators({ platforms: opened.map(({ platform }) => platform), seed, faults });
  const reload = (other: unknown) => {
    checkSeedKeys(other, opened);
    emulator.reload(other);
  };
  const operations = operationsOf({ ...emulator, reload }) as Record<string, (...args: unknown[]) => unknown>;
  port.on("message", async (text: string) => {
    const [name, args] = JSON.parse(text) as [string, unknown[]];
    port.postMessage(await resultOf(async () => operations[name]?.(...args)));
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
  return { endpoint: emulator.endpoint, environment: environmentOf(wanted, emulator) };
}

/** Ports differ from run to run, so no program may record what it reads here, or look for it in its lock file. */
const environmentOf = ({ seed, flags, chosen }: Wanted, { endpoint }: Emulator): Ready["environment"] => {
  const { variables } = chosen.emulator.section(partOf(chosen.platform, seed), { endpoint, flags });
  return Object.fromEntries([...variables.map(({ name, value }) => [name, value]), ["CONNECT_LOOKUPS", "live"]]);
};

async function resultOf(work: () => Promise<unknown>): Promise<string> {
  const result: Result = await work().then(
    (value) => ({ value }),
    (error: unknown) => ({ failed: explain(error) }),
  );
  return JSON.stringify(result);
}

const explain = (error: unknown): ProblemData =>
  isProblem(error)
    ? error
    : new Problem("bug", { reason: `The emulator failed: ${String(error)}.`, remedy: "Please report it." });

resultOf(start).then((result) => parentPort?.postMessage(result));
