import { oneOf, optional } from "../schema/attribute";
import { checked, list, map, string } from "../schema/type";
import { checkQuotable, checkRegex, checkText } from "./where";

/** THE table of filters: what may be asked of products, and what of it no platform could answer. */
export const whereAttributes = {
  productKeys: optional(list(checked(string, checkQuotable)), "Keys of the products. An empty list matches nothing."),
  modelId: optional(string, "Thing model the products are built from.", { check: checkText }),
  productType: optional(string, "`Device` or `Gateway`; applied here, after the platform's own search.", {
    check: oneOf("Device", "Gateway"),
  }),
  nameContains: optional(
    string,
    "Text contained in the name, ignoring case. EnOS looks at the default, `zh_CN` and `en_US` names, with API v2.4 also at `ja_JP` and `es_ES`; `name_regex` looks at all.",
    { check: checkText },
  ),
  nameRegex: optional(
    string,
    "RE2 expression that the default name or a localized one matches; applied here, after the platform's own search.",
    {
      check: checkRegex,
    },
  ),
  tags: optional(map(checked(string, checkQuotable)), "Tags the products must have, with these very values."),
};
