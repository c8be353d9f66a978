import { unreadWarning } from "../product/unread";
import { count } from "../schema/count";
import { isProblem, type Stage } from "../schema/problem";
import { type Check, failure, type Outcome, ok, skipped, warning } from "./check";
import type { Site } from "./site";

/** How far the read came that ended with this error; undefined where that is not known, or where no platform was reached. */
export const stageOf = (error: unknown): Stage | undefined => (isProblem(error) ? error.stage : undefined);

/** What the platform lets these credentials do, by doing it: the reads the product uses, and no others. */
export function accessChecks(site: () => Site): Check[] {
  /** A refusal at this stage is the check's own; a later one means that this stage was passed; any other means nothing. */
  const at = async (stage: Stage, passed: () => Promise<Outcome>): Promise<Outcome> => {
    const error = await site().reads.trouble();
    if (error === undefined || stageOf(error) === "read") return passed();
    return stageOf(error) === stage ? failure(error) : skipped("Not checked: no request got this far.");
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
        const products = isProblem(found) ? (found.facts.found ?? 0) : found.length;
        const allowed = `${platform.diagnosis.reads.search} allowed; ${count(products, "product")}`;
        if (reads.unread().length === 0) return ok(allowed);
        const { summary, reason, remedy } = unreadWarning(reads.unread());
        return warning(`${allowed}. ${summary}: ${reason}`, remedy);
      },
    },
    {
      id: "permission.get",
      title: "get a product",
      needs: ["api", "authentication"],
      run: async () => {
        const error = await site().reads.trouble();
        if (error !== undefined && stageOf(error) !== "read") return skipped("Not checked: the search got no answer.");
        const { platform, reads } = site();
        const asked = isProblem(await reads.get()) ? "; tried with a key that does not exist" : "";
        return ok(`${platform.diagnosis.reads.get} allowed${asked}`);
      },
    },
  ];
}
