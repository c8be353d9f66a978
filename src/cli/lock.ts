import { volatileNames } from "../drift/attribute-names";
import { json } from "../drift/formats/json";
import { text } from "../drift/formats/text";
import { compareFiles } from "./drift";
import { lockFile, shown } from "./lock/file";
import { refreshLock } from "./lock/refresh";
import { showLock } from "./lock/show";
import { parseOptions } from "./options";
import { platformNamed, platformNames } from "./platform-option";
import { oneOf, UsageError } from "./usage";

export const lockHelp = `Usage: cdktf-connect lock show
       cdktf-connect lock verify [--volatile] [--here]
       cdktf-connect lock refresh [KEY…]
       with, each: [--lock FILE] [--json] [--platform ${platformNames}]

Looks after connect.lock.json, where programs record what they read with atSynth. The platform's address and keys come
from CONNECT_… variables, as everywhere.

  show      entries by origin: id, age in days, query and value
  verify    compare every entry with the platform; writes nothing; exit 2 if any has changed
  refresh   read all entries again, or only those of a product key or an id of "show"

  --lock FILE    the file (default: the nearest one in this directory and its parents)
  --json         print the result as JSON
  --platform P   only entries of this platform
  --here         leave out entries of origins that the environment does not name
  --volatile     compare also attributes that change by themselves: ${volatileNames.join(", ")}

To remove entries that a program no longer uses, synthesize it with CONNECT_LOOKUPS=prune.

Example, nightly: fails when production has moved away from what the stacks were built with
  cdktf-connect lock verify --here

Exit codes: 0 fine, 2 entries are stale, 1 something could not be read, 3 usage.
`;

const verbs = ["show", "verify", "refresh"] as const;

const flag = { type: "boolean" } as const;
const word = { type: "string" } as const;
const reading = { lock: word, json: flag, platform: word } as const;

/** `cdktf-connect lock` */
export async function lock([verb, ...args]: string[]): Promise<number> {
  if (verb === undefined) throw new UsageError(`lock: name one of ${verbs.join(", ")}`);
  switch (oneOf("lock: unknown subcommand", verbs, verb)) {
    case "show": {
      const { values } = parseOptions({ args, options: reading });
      return showLock(lockFile(values.lock), platformNamed(values.platform), values.json ?? false);
    }
    case "verify": {
      const { values } = parseOptions({ args, options: { ...reading, here: flag, volatile: flag } });
      // The drift of one lock file, with nothing ignored.
      return compareFiles({
        files: [{ kind: "lock", file: shown(lockFile(values.lock)) }],
        outputs: [{ format: values.json ? json : text, file: undefined }],
        withVolatile: values.volatile,
        here: values.here,
        chosen: platformNamed(values.platform),
      });
    }
    case "refresh": {
      const { values, positionals } = parseOptions({ args, options: reading, allowPositionals: true });
      const wanted = { names: positionals, platform: platformNamed(values.platform) };
      return refreshLock(lockFile(values.lock), wanted, values.json ?? false);
    }
  }
}
