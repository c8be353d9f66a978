import type { ProductWhere } from "../../product/source";
import { wherePath } from "../../product/where";
import { Problem } from "../../schema/problem";

const isSet = (value: string | null | undefined): boolean => value !== null && value !== undefined;

/** Throws Problem filter-unusable for a filter that could never hold: an empty response would only look like one. */
export function checkWhere({ modelId, tags }: ProductWhere): void {
  if (isSet(modelId))
    throw new Problem("filter-unusable", {
      path: wherePath("model_id"),
      reason:
        "Products of Aliyun IoT have a thing model of their own without a name, so nothing can be built from this one.",
      remedy: "Remove it.",
    });
  if (Object.keys(tags ?? {}).length > 0)
    throw new Problem("filter-unusable", {
      path: wherePath("tags"),
      reason: "Tags of products are not read from Aliyun IoT: they are neither in a product nor in its list.",
      remedy: "Remove it.",
    });
}

/** Whether anything is judged here beside the keys. */
export const isFilter = ({ productType, nameContains, nameRegex }: ProductWhere): boolean =>
  isSet(productType) || isSet(nameContains) || isSet(nameRegex);
