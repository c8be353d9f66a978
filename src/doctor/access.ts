import { type Stage, stageOf } from "../platforms/platform";
import { ProductNotFoundError, TooManyProductsError } from "../product/source";
import { count } from "../schema/count";
import { type Check, failure, type Outcome, ok, skipped } from "./check";
import type { Site } from "./site";

/** What the platform lets these credentials do, by doing it: the reads the product uses, and no others. */
export function accessChecks(site: () => Site): Check[] {
  /** How the search ended that everything is told from; undefined: well. */
  const trouble = async (): Promise<unknown> => {
    try {
      await site().reads.search();
      return undefined;
    } catch (error) {
      return error;
    }
  };
  /** A refusal at this stage is the check's own; one further on tells that this stage was passed; any other tells nothing. */
  const at = async (stage: Stage, passed: () => Promise<Outcome>): Promise<Outcome> => {
    const error = await trouble();
    if (error === undefined || stageOf(error) === "read") return passed();
    return stageOf(error) === stage ? failure(error) : skipped("Cannot be told: no read came that far.");
  };
  const needs = ["tls"];
  return [
    {
      id: "api",
      title: "API",
      needs,
      run: () => {
        const { platform, settings, reads } = site();
        return at("api", async () => ok(await platform.diagnosis.edition(settings, reads.absence)));
      },
    },
    {
      id: "authentication",
      title: "authentication",
      needs,
      run: () => at("credentials", async () => ok(`${site().platform.title} accepts the credentials`)),
    },
    {
      id: "permission.search",
      title: "search products",
      needs: ["api", "authentication"],
      run: async () => {
        const { platform, reads } = site();
        const found = await reads.search();
        const products = found instanceof TooManyProductsError ? found.found : found.length;
        return ok(`${platform.diagnosis.reads.search} allowed; ${count(products, "product")}`);
      },
    },
    {
      id: "permission.get",
      title: "get a product",
      needs: ["api", "authentication"],
      run: async () => {
        const error = await trouble();
        if (error !== undefined && stageOf(error) !== "read") return skipped("Not tried: the search got no answer.");
        const { platform, reads } = site();
        const asked = (await reads.get()) instanceof ProductNotFoundError ? "; asked for one that is not there" : "";
        return ok(`${platform.diagnosis.reads.get} allowed${asked}`);
      },
    },
  ];
}
