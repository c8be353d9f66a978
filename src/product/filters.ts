import { optional, optionalWord } from "../schema/attribute";
import { list, map } from "../schema/collection";
import { checked, string } from "../schema/type";
import { productTypes } from "./product";
import { checkQuotable, checkRegex, checkText } from "./where";

/** The filters of a search for products, with the values that cannot be searched for. */
export const whereAttributes = {
  productKeys: optional(
    list(checked(string, checkQuotable)),
    "Keys of the products. An empty list matches no product.",
  ),
  modelId: optional(string, "Thing model of the products.", { check: checkText }),
  productType: optionalWord(
    productTypes,
    "`Device` or `Gateway`. Applied by the provider to what the platform returns.",
  ),
  nameContains: optional(
    string,
    "Text that the name contains, ignoring case. EnOS searches the default, `zh_CN` and `en_US` names, with API v2.4 also `ja_JP` and `es_ES`; `name_regex` searches all names.",
    { check: checkText },
  ),
  nameRegex: optional(
    string,
    "RE2 expression that the default name or a localized name matches. Applied by the provider to what the platform returns.",
    {
      check: checkRegex,
    },
  ),
  tags: optional(map(checked(string, checkQuotable)), "Tags that the products have, with exactly these values."),
};
