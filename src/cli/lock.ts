import { parseArgs } from "node:util";
import { lockFile } from "./lock/place";
import { pruneLock } from "./lock/prune";
import { refreshLock } from "./lock/refresh";
import { showLock } from "./lock/show";
import { verifyLock } from "./lock/verify";
import { UsageError } from "./usage";

export const lockHelp = `Usage: cdktf-connect lock show
       cdktf-connect lock verify [--volatile] [--here]
       cdktf-connect lock refresh [KEY…]
       cdktf-connect lock prune [--everywhere]
       with, each: [--lock FILE] [--json]

Looks after connect.lock.json, where programs record what they read with atSynth. The platform's address and keys come
from CONNECT_… variables, as everywhere.

  show      entries by place: id, days since the value was first seen, what was asked and answered
  verify    compare every entry with the platform; writes nothing; exit 2 if any is another one now
  refresh   read all entries anew, or those of a product key or an id of "show"; others stay as they are
  prune     remove what the last complete synth did not ask for

  --lock FILE    the file (default: the nearest one here and above)
  --json         print the result as JSON
  --here         leave out what was recorded at places the environment does not name
  --volatile     compare also what changes by itself: updateTime, updateBy, aliyun.deviceCount
  --everywhere   remove also entries of places the last synth did not look at, such as production's

Example, nightly: fails when production has moved away from what the stacks were built with
  cdktf-connect lock verify --here

Exit codes: 0 fine, 2 entries are stale, 1 something could not be read, 3 usage.
`;

const flag = { type: "boolean" } as const;
const shared = { lock: { type: "string" }, json: flag } as const;

/** `cdktf-connect lock` */
export async function lock([verb, ...args]: string[]): Promise<number> {
  switch (verb) {
    case "show": {
      const { values } = parseArgs({ args, options: shared });
      return showLock(lockFile(values.lock), values.json ?? false);
    }
    case "verify": {
      const { values } = parseArgs({ args, options: { ...shared, here: flag, volatile: flag } });
      return verifyLock(lockFile(values.lock), values);
    }
    case "refresh": {
      const { values, positionals } = parseArgs({ args, options: shared, allowPositionals: true });
      return refreshLock(lockFile(values.lock), positionals, values.json ?? false);
    }
    case "prune": {
      const { values } = parseArgs({ args, options: { ...shared, everywhere: flag } });
      return pruneLock(lockFile(values.lock), values.everywhere ?? false, values.json ?? false);
    }
    default:
      throw new UsageError(
        `lock: ${verb === undefined ? "say what to do" : `there is no "${verb}"`}; there are show, verify, refresh and prune`,
      );
  }
}
