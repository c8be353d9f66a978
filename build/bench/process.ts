import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a process holds in memory now, in megabytes. Where the system does not say, this and the others are 0. */
export const residentMegabytes = (pid: number | undefined): number => statusOf(pid, "VmRSS");

/** The most that it has held. */
export const peakMegabytes = (pid: number | undefined): number => statusOf(pid, "VmHWM");

/** How long its threads have run: other work on the machine disturbs this less than it does the clock. */
export function cpuMilliseconds(pid: number | undefined): number {
  const directory = `/proc/${pid}/task`;
  const nanoseconds = (thread: string) => Number(read(join(directory, thread, "schedstat")).split(" ")[0]);
  try {
    return readdirSync(directory).reduce((sum, thread) => sum + nanoseconds(thread), 0) / 1e6;
  } catch {
    return 0;
  }
}

const statusOf = (pid: number | undefined, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
