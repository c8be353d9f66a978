export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** How often everything is measured, where the environment says so. */
export const givenRuns = Number(process.env.BENCH_RUNS) || undefined;

/** What each program gave in each round. They take turns, so that what else the machine does meets all of them. */
export async function takeTurns<N extends string, T>(
  runs: number,
  programs: Readonly<Record<N, () => T | Promise<T>>>,
): Promise<Readonly<Record<N, readonly T[]>>> {
  const names = Object.keys(programs) as N[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<N, T[]>;
  for (let run = 0; run < (givenRuns ?? runs); run++)
    for (const name of names) results[name].push(await programs[name]());
  return results;
}

/** The medians of rounds that each gave a number. */
export async function medians<N extends string>(
  runs: number,
  programs: Readonly<Record<N, () => number | Promise<number>>>,
): Promise<Readonly<Record<N, number>>> {
  const rounds = await takeTurns(runs, programs);
  const entries = Object.entries<readonly number[]>(rounds).map(([name, values]) => [name, median(values)]);
  return Object.fromEntries(entries) as Record<N, number>;
}

export const inMilliseconds = (value: number): string => `${value.toFixed(0)} ms`;
export const inSeconds = (value: number): string => `${value.toFixed(2)} s`;
