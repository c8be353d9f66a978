import { count } from "../schema/count";
import { stageOf } from "./access";
import { type Check, failed, ok, skipped, warning } from "./check";
import type { Site } from "./site";

const MINUTE_MS = 60_000;

/** Requests are signed with this machine's time. */
export const clockCheck = (site: () => Site): Check => ({
  id: "clock",
  title: "clock",
  needs: ["tls"],
  run: async () => {
    const { platform, reads, clockAhead } = site();
    const error = await reads.trouble();
    const ahead = clockAhead();
    if (ahead === undefined) return skipped("No answer told the platform's time.");
    // A login page or a gateway in between has a clock of its own.
    const isPlatform = error === undefined || stageOf(error) !== undefined;
    const whose = isPlatform ? "the platform's" : "that of what answered";
    if (Math.abs(ahead) <= MINUTE_MS) return ok(`within a minute of ${whose}`);
    const { clockTolerance } = platform.diagnosis;
    const minutes = Math.round(Math.abs(ahead) / MINUTE_MS);
    const apart = `This machine's clock is ${count(minutes, "minute")} ${ahead > 0 ? "ahead of" : "behind"} ${whose}`;
    const remedy = "Correct this machine's clock: every request is signed with its time.";
    if (!isPlatform) return warning(`${apart}.`, remedy);
    if (clockTolerance === null)
      return warning(`${apart}; no document says how much ${platform.title} tolerates.`, remedy);
    const tolerated = `${platform.title} documents a tolerance of ${clockTolerance} minutes`;
    const isRefused = error !== undefined && Math.abs(ahead) > clockTolerance * MINUTE_MS;
    return (isRefused ? failed : warning)(`${apart}; ${tolerated}.`, remedy);
  },
});
