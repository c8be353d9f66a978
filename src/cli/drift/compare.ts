import { examine } from "../../drift/examine";
import type { Finding } from "../../drift/finding";
import { openLive } from "../../drift/live";
import type { Source } from "../../drift/report";
import type { Environment } from "../../platforms/platform";
import { type Screen, showProgress } from "./progress";

/** Holds all that is written down against the platforms of an environment, and shows on a terminal how far it is. */
export async function compare(
  sources: readonly Source[],
  environment: Environment,
  { withVolatile, screen }: { readonly withVolatile: boolean; readonly screen: Screen },
): Promise<Finding[]> {
  const live = openLive(environment, new AbortController().signal);
  const { progress, end } = showProgress(screen);
  try {
    const claims = sources.flatMap((source) => source.claims);
    return await examine(claims, live, { withVolatile, progress });
  } finally {
    end();
    await live.close();
  }
}
