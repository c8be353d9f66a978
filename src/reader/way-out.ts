import type { ProductSource } from "../product/source";
import { isProblem, type Problem } from "../schema/problem";
import { isUnavailable } from "./unavailable";

/** What no change of the configuration mends: the platform is out of reach or fails, or the product is gone. */
const isLasting = (problem: Problem): boolean => isUnavailable(problem) || problem.code === "product-not-found";

const WAY_OUT =
  "Without this read, `terraform destroy -refresh=false` destroys, and `-target` plans what does not depend on it.";

/** The same source for Terraform, which reads all data sources before it plans or destroys anything. */
export function namingWayOut(source: ProductSource): ProductSource {
  const named = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (!isProblem(error) || !isLasting(error)) throw error;
      throw error.with({ remedy: `${error.remedy} ${WAY_OUT}`.trimStart() });
    }
  };
  return {
    get: (...asked) => named(source.get(...asked)),
    search: (...asked) => named(source.search(...asked)),
    // Ephemeral resources are opened by `destroy -refresh=false` as well.
    getSecret: (...asked) => source.getSecret(...asked),
  };
}
