import type { HttpOptions } from "./http/http";
import type { ProviderBlock } from "./platforms/configuration";
import { terraform } from "./platforms/configuration";
import type { Asked, ProductRecord } from "./product/record";
import { givingUp } from "./reader/give-up";
import { type OpenTarget, openTarget } from "./reader/open";
import { originOf, resolveTarget, type Target } from "./reader/target";
import { isUnavailable } from "./reader/unavailable";
import { namingWayOut } from "./reader/way-out";
import { once } from "./schema/once";

/** What the data sources of a configured provider read from. */
export interface Client extends OpenTarget {
  readonly record: ProductRecord;
}

/** The client of the platform that a provider block and the environment name. Throws Problem. */
export function openClient(block: ProviderBlock, options: { reader: string } & Pick<HttpOptions, "observe">): Client {
  const target = resolveTarget(block, process.env, terraform);
  const { source, close } = openTarget(target, options);
  return { source: givingUp(namingWayOut(source)), record: recordOf(target), close };
}

function recordOf(target: Target): ProductRecord {
  const { onUnavailable, recordFile: file, recordMaxAge: maxAge } = target.connection;
  const isWanted = (asked: Asked): boolean => (asked.onUnavailable ?? onUnavailable) === "recorded";
  const opened = once(() => {
    // A separate file in the provider: only configurations that want it load it.
    const { openRecord }: typeof import("./lock/provider-record") = require("./lock/provider-record");
    return openRecord({ file, maxAge, origin: originOf(target) });
  });
  return {
    answerTo(asked, failure) {
      if (!isWanted(asked) || !isUnavailable(failure)) throw failure;
      return opened().answerTo(asked, failure);
    },
    gapAt: (asked) => (isWanted(asked) ? opened().gapAt(asked) : undefined),
  };
}
