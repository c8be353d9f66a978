import type { ProductWhere } from "../../product/source";
import { wherePath } from "../../product/where";
import { Problem } from "../../schema/problem";

const isSet = (value: string | null | undefined): boolean => value !== null && value !== undefined;

/** Throws Problem filter-unusable for a filter that no product can meet: an empty result would hide that. */
export function checkWhere({ modelId, tags }: ProductWhere): void {
  if (isSet(modelId))
    throw new Problem("filter-unusable", {
      path: wherePath("model_id"),
      reason:
        "On Aliyun IoT every product has its own thing model, which has no name, so no product has this model_id.",
      remedy: "Remove it.",
    });
  if (Object.keys(tags ?? {}).length > 0)
    throw new Problem("filter-unusable", {
      path: wherePath("tags"),
      reason: "Tags are not read from Aliyun IoT: its products and lists of products do not contain them.",
      remedy: "Remove it.",
    });
}

/** Whether the filter has more than keys. */
export const isFilter = ({ productType, nameContains, nameRegex }: ProductWhere): boolean =>
  isSet(productType) || isSet(nameContains) || isSet(nameRegex);
