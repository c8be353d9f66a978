import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { attempt } from "../../src/schema/attempt";
import { cleanEnvironment } from "./program";

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** the processes that it has started and that are still there, itself included, by their command lines (Linux) */
  readonly family: () => ReadonlyMap<number, string>;
}

/** Starts a program; what it starts in turn can be found by a variable. */
export function launch(
  program: string,
  args: readonly string[],
  { directory, environment = {} }: { directory: string; environment?: Readonly<Record<string, string>> },
): Started {
  const mark = `STORM=${randomUUID()}`;
  const [name = "", value] = mark.split("=");
  const env = { ...cleanEnvironment, CHECKPOINT_DISABLE: "1", ...environment, [name]: value };
  const child = spawn(program, args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const ended = new Promise<Ended>((resolve) =>
    child.once("exit", (code, signal) => setImmediate(() => resolve({ code, signal, output }))),
  );
  return { child, ended, family: () => processesWith(mark) };
}

const processesWith = (mark: string): ReadonlyMap<number, string> =>
  new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, string][] => {
        const text = (file: string) => attempt(() => readFileSync(`/proc/${name}/${file}`, "utf8")) ?? "";
        return text("environ").split("\0").includes(mark) ? [[Number(name), text("cmdline")]] : [];
      }),
  );

/** Resolves when nothing of it is left. The limit is that of the test. */
export async function gone({ family }: Started): Promise<void> {
  while (family().size > 0) await later(20);
}

export const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
