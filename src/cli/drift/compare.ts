import { examine } from "../../drift/examine";
import type { Finding } from "../../drift/finding";
import { openLive } from "../../drift/live";
import type { Source } from "../../drift/report";
import type { Environment, Platform } from "../../platforms/platform";
import { type Screen, showProgress } from "./progress";

/** Holds all that is written down against the platforms of an environment, and shows on a terminal how far it is. */
export async function compare(
  sources: readonly Source[],
  environment: Environment,
  {
    withVolatile,
    screen,
    chosen,
  }: { readonly withVolatile: boolean; readonly screen: Screen; readonly chosen?: Platform },
): Promise<Finding[]> {
  const live = openLive(environment, new AbortController().signal, chosen);
  const { progress, end } = showProgress(screen);
  try {
    const claims = sources.flatMap((source) => source.claims);
    return await examine(claims, live, { withVolatile, progress });
  } finally {
    end();
    await live.close();
  }
}
