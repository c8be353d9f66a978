import type { ProductWhere } from "../../product/source";
import { WhereError, wherePath } from "../../product/where";

const isSet = (value: string | null | undefined): boolean => value !== null && value !== undefined;

/** Throws WhereError for a filter that could never hold: an empty answer would only look like one. */
export function checkWhere({ modelId, tags }: ProductWhere): void {
  if (isSet(modelId))
    throw new WhereError(
      wherePath("model_id"),
      "Products of Aliyun IoT have a thing model of their own without a name, so nothing can be built from this one. Remove it.",
    );
  if (Object.keys(tags ?? {}).length > 0)
    throw new WhereError(
      wherePath("tags"),
      "Tags of products are not read from Aliyun IoT: it tells them neither with a product nor in its list. Remove it.",
    );
}

/** Whether anything is judged here beside the keys. */
export const isFilter = ({ productType, nameContains, nameRegex }: ProductWhere): boolean =>
  isSet(productType) || isSet(nameContains) || isSet(nameRegex);
