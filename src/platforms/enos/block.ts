import { optional, optionalWord } from "../../schema/attribute";
import { words } from "../../schema/text";
import { string } from "../../schema/type";
import { defineBlock } from "../block";
import { checkEndpoint } from "./endpoint";

const noSpace = (value: string): string | undefined =>
  value === "" || /\s/.test(value)
    ? "It must not be empty or contain white space; check that only the value was copied."
    : undefined;

/** The block of EnOS Connect in the provider configuration. */
export const block = defineBlock({
  name: "enos",
  title: "EnOS Connect",
  description:
    'Read from EnOS Connect. Every argument may come from the environment instead. A search `expression` looks like `modelId = "M"`. ' +
    "`name_contains` searches the default, `zh_CN` and `en_US` names, with API v2.4 also `ja_JP` and `es_ES`. API v2.1 sends a product's secret as plain text; " +
    "v2.4 encrypts it, in a scheme that no public document states, for the RSA key pair of the service account, which must have one and the permission Product: Create or Update.",
  settings: {
    endpoint: optional(
      string,
      "Address of the environment's API gateway, as the EnOS console shows it under Help > Environment Information. " +
        "`https://` is the default scheme. Environment: `CONNECT_ENOS_ENDPOINT`.",
      { identity: true, check: checkEndpoint },
    ),
    orgId: optional(
      string,
      "Organization (OU) whose products are read, such as `o15000000000001`; data sources may name another. Environment: `CONNECT_ENOS_ORG_ID`.",
      { identity: true, check: noSpace },
    ),
    accessKey: optional(
      string,
      "Access key of the application (service account) that may read products. Environment: `CONNECT_ENOS_ACCESS_KEY`.",
      { sensitive: true, check: noSpace },
    ),
    secretKey: optional(
      string,
      "Secret key of the same application. It signs requests and is never sent. Environment: `CONNECT_ENOS_SECRET_KEY`.",
      { sensitive: true, check: noSpace },
    ),
    apiVersion: optionalWord(
      words("v2.1", "v2.4"),
      "`v2.4` (default), or `v2.1` for environments older than EnOS 2.4 CU1. Environment: `CONNECT_ENOS_API_VERSION`.",
    ),
  },
});
