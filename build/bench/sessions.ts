import { startEmulatorProcess } from "./emulator";
import type { Row } from "./report";
import { inMilliseconds, median, takeTurns } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { runSession, type Session } from "./session";

const RUNS = 15;
const READS = 100;

/** Whole lives of a provider: what reads cost in it, what it then holds in memory, and how long it takes to end. */
export async function benchSessions(): Promise<readonly Row[]> {
  const emulator = await startEmulatorProcess(seedOf(READS));
  const environment = { ...process.env, ...environmentOf(emulator.endpoint) };
  const keys = Array.from({ length: READS }, (_, index) => `key${index}`);
  const reads = (count: number) => () => runSession(environment, keys.slice(0, count));
  const rounds = await takeTurns(RUNS, { none: reads(0), one: reads(1), ten: reads(10), hundred: reads(100) });
  await emulator.end();

  const middle = (sessions: readonly Session[], part: keyof Session) => median(sessions.map((each) => each[part]));
  const named = [
    ["the schema only", rounds.none],
    ["1 read", rounds.one],
    ["10 reads at once", rounds.ten],
    ["100 reads at once", rounds.hundred],
  ] as const;
  return named.flatMap(([name, sessions]): Row[] => [
    { what: `${name}: handshake to last answer`, median: inMilliseconds(middle(sessions, "work")) },
    { what: `${name}: Shutdown to gone`, median: inMilliseconds(middle(sessions, "ending")), goal: "≤ 30 ms" },
    {
      what: `${name}: memory, processor time`,
      median: `${middle(sessions, "megabytes").toFixed(0)} MB, ${inMilliseconds(middle(sessions, "cpu"))}`,
      goal: sessions === rounds.one ? "≤ 70 MB" : "",
    },
  ]);
}
