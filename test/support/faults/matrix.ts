import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, serveEmulators } from "../../../src/emulator/shell/serve";
import { newDirectory } from "../directory";
import { type Face, recorded, type Variables } from "./faces";
import { addFault, type Field, flawOf, needsTwoPages } from "./field";
import { FEW, type Sick } from "./platforms";
import { verdictOf } from "./verdict";

/** Most of the time is spent in waiting. */
const LANES = 4;

type Run = readonly [Face, Field];

/** Runs each field with its face on platforms of its own, several at the same time; all flaws that were found. */
export async function flawsIn(sick: Sick, runs: readonly Run[]): Promise<string[]> {
  const flaws = await Promise.all([
    flawsOn(
      sick,
      runs.filter(([, field]) => needsTwoPages(field)),
    ),
    flawsOn(
      sick.resized(FEW),
      runs.filter(([, field]) => !needsTwoPages(field)),
    ),
  ]);
  return flaws.flat();
}

async function flawsOn(sick: Sick, runs: readonly Run[]): Promise<string[]> {
  const queue = runs.values();
  const flaws: string[] = [];
  const work = async () => {
    const bench = await Bench.open(sick);
    for (const [face, field] of queue) flaws.push(...(await bench.flaws(face, field)));
    await bench.close();
  };
  await Promise.all(Array.from({ length: Math.min(LANES, runs.length) }, work));
  return flaws;
}

interface Truth {
  readonly answer: string;
  readonly requests: number;
}

/** A platform that fails on request, and what is true of it. */
class Bench {
  private readonly truths = new Map<Face, Truth>();

  private constructor(
    private readonly sick: Sick,
    private readonly emulator: Emulator,
    private readonly environment: Variables,
    private readonly lock: string,
  ) {}

  static async open(sick: Sick): Promise<Bench> {
    const emulator = await serveEmulators({ platforms: [sick.open()], seed: sick.seed(sick.count - 1) });
    emulator.reload(sick.seed());
    const environment = sick.environment(emulator.endpoint);
    const lock = join(newDirectory(), "connect.lock.json");
    writeFileSync(lock, await recorded(environment));
    return new Bench(sick, emulator, environment, lock);
  }

  close = () => this.emulator.close();

  private async truthOf(face: Face): Promise<Truth> {
    const known = this.truths.get(face);
    if (known) return known;
    this.emulator.faults.clear();
    this.emulator.journal.clear();
    const { code, said, answer } = await face.run(this.environment, this.lock);
    if (code !== 0) throw new Error(`${face.name} failed without a fault: ${said}`);
    const truth = { answer, requests: this.emulator.journal.total };
    this.truths.set(face, truth);
    return truth;
  }

  async flaws(face: Face, field: Field): Promise<string[]> {
    const { emulator, sick } = this;
    const truth = await this.truthOf(face);
    emulator.faults.clear();
    emulator.journal.clear();
    addFault(emulator, sick, field);
    const patience: Variables = field.faultCase.isSlow ? { CONNECT_REQUEST_TIMEOUT: "0.4" } : {};
    const ended = await face.run({ ...this.environment, ...patience }, this.lock);
    const { entries, total } = emulator.journal;
    const bug = entries.find(({ cause }) => cause?.includes("bug"));
    if (bug) throw new Error(`${field.faultCase.name}: ${bug.cause}`);
    const wasStruck = entries.some(({ fault }) => fault !== null);
    // A request is sent three times, and a list is walked twice.
    const most = truth.requests * 3;
    return [
      ...flawOf(field, verdictOf(ended, [truth.answer]), wasStruck),
      ...(total > most ? [`${field.faultCase.name} at ${field.operation} cost ${total} requests`] : []),
    ].map((flaw) => `${face.name}: ${flaw}`);
  }
}
