import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { type Moment, runUntil } from "./kill";
import { launch, random } from "./storm";

/** What a platform says: the one, or the other. */
export type State = 0 | 1;

/** A program of Node that writes files from what a platform says. */
export interface Writer {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** a new working directory, with what the program reads */
  readonly prepare: () => Promise<string>;
  readonly say: (state: State) => void;
  /** the exit codes of runs that nothing disturbs */
  readonly codes: readonly [number, number];
  /** What it writes; each reader throws for a part of a file. Without one: a file of others, which may be cut by a kill. */
  readonly files: Readonly<Record<string, ((file: string) => unknown) | undefined>>;
}

/** The texts of the files, by name. */
type Texts = Readonly<Record<string, string | undefined>>;

/** What remains for the next writer, and what remains for an hour. */
const sign = /\.writing(\/(owner|new))?$/;
const temporary = /(^|\/)\.[^/]+\.[0-9a-f]{12}$|\.writing\.[0-9a-f]{12}(\/(owner|new))?$/;

/** A writer in its directory, and what its runs are right to make of the platform. */
export class Storm {
  private before: Texts = {};

  private constructor(
    private readonly writer: Writer,
    private readonly directory: string,
    private readonly right: readonly [readonly Texts[], readonly Texts[]],
    private readonly names: readonly string[],
    /** the milliseconds that a run takes */
    readonly longest: number,
  ) {}

  static async of(writer: Writer): Promise<Storm> {
    const directory = await writer.prepare();
    const right: [Texts[], Texts[]] = [[], []];
    let longest = 0;
    // A part of what is written depends on what was there.
    for (const state of [0, 0, 1, 1, 0] as const) {
      const started = performance.now();
      right[state].push(await complete(writer, directory, state));
      longest = Math.max(longest, performance.now() - started);
    }
    for (const name of Object.keys(writer.files)) expect(right[0][0]?.[name]).toBeDefined();
    return new Storm(writer, await writer.prepare(), right, allIn(directory), longest);
  }

  /** Gives whether it was killed, or ended before. Each file is whole, and the old one or the new one. */
  async kill(state: State, moment: Moment): Promise<boolean> {
    const { writer, directory } = this;
    writer.say(state);
    const { signal } = await runUntil(moment, writer.command, { directory, environment: writer.environment });
    const now = read(writer, directory);
    for (const [name, text] of Object.entries(now)) {
      const known = [this.before[name], ...this.right[state].map((texts) => texts[name])];
      if (writer.files[name] && !known.includes(text))
        throw new Error(`${name} is neither old nor new: ${text?.slice(0, 2000)}`);
    }
    expect(this.leftovers().filter((name) => !sign.test(name) && !temporary.test(name))).toEqual([]);
    this.before = now;
    return signal !== null;
  }

  /** The next run works, gives the right result, and leaves no sign of those before it. */
  async next(state: State): Promise<void> {
    this.before = await complete(this.writer, this.directory, state);
    expect(this.right[state]).toContainEqual(this.before);
    expect(this.leftovers().filter((name) => !temporary.test(name))).toEqual([]);
  }

  /** Removes what it has written. */
  clear(): void {
    for (const name of Object.keys(this.writer.files)) rmSync(join(this.directory, name), { force: true });
    this.before = {};
  }

  /** An hour later, nothing is left of those that were killed. */
  async end(): Promise<void> {
    for (const name of this.leftovers()) utimesSync(join(this.directory, name), 0, 0);
    await this.next(0);
    await this.next(1);
    expect(this.leftovers()).toEqual([]);
  }

  private leftovers = (): string[] => allIn(this.directory).filter((name) => !this.names.includes(name));
}

const allIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));

async function complete({ command, environment, codes, say, ...writer }: Writer, directory: string, state: State) {
  say(state);
  const { code, output } = await launch(process.execPath, command, { directory, environment }).ended;
  if (code !== codes[state]) throw new Error(`${command.join(" ")} ended with ${code}\n${output}`);
  return read(writer, directory);
}

/** The files that are there, without what differs from run to run. */
const read = ({ files }: Pick<Writer, "files">, directory: string): Texts =>
  Object.fromEntries(
    Object.entries(files).map(([name, readWhole]) => {
      const file = join(directory, name);
      if (!existsSync(file)) return [name, undefined];
      readWhole?.(file);
      const text = readFileSync(file, "latin1");
      return [name, text.replaceAll(directory, "").replace(/"fetchedAt": ".*"/g, "")];
    }),
  );

const TIMES_PER_NEXT = 3;

/** Runs of a writer are killed at random moments. */
export async function killAtRandom(writer: Writer, { times, seed }: { times: number; seed: number }): Promise<void> {
  const number = random(seed);
  const storm = await Storm.of(writer);
  for (let round = 0; round < times; round++) {
    const state = number() < 0.5 ? 0 : 1;
    await storm.kill(state, { ms: number() * storm.longest });
    if (round % TIMES_PER_NEXT === 0) await storm.next(state);
  }
  await storm.end();
}

/** Runs of a writer are killed at every `step`th change that they make to files, as they create and as they replace. */
export async function killAtChanges(writer: Writer, { first, step }: { first: number; step: number }): Promise<void> {
  const storm = await Storm.of(writer);
  let change = first;
  for (let wasKilled = true; wasKilled; change += step) {
    storm.clear();
    const wasCreating = await storm.kill(0, { change });
    await storm.next(1);
    wasKilled = (await storm.kill(0, { change })) || wasCreating;
  }
  expect(change).toBeGreaterThan(2 * Object.keys(writer.files).length);
  await storm.end();
}
