import { optional } from "../../schema/attribute";
import { string } from "../../schema/type";
import { definePlatform } from "../platform";
import { openClient } from "./client";
import { diagnosis } from "./diagnosis";
import { addressOf, checkEndpoint, parseEndpoint } from "./endpoint";
import { openSource } from "./source";

const versions = ["v2.1", "v2.4"];

const noSpace = (value: string): string | undefined =>
  value === "" || /\s/.test(value)
    ? "It must not be empty or contain white space; was more copied than the value?"
    : undefined;

// v2.1 may be an environment of any age: the 2.1.0 pages allow 200 to the page (1000 from 2.2.0 on) and know two locales.
const oldestKnown = { pageSize: 200, locales: [], encryptsSecrets: false };
// The vendor's own samples of this generation search names in these two as well.
const sinceCu1 = { pageSize: 1000, locales: ["ja_JP", "es_ES"], encryptsSecrets: true };

/** EnOS Connect, in the editions that have products: API v2.1 and v2.4. */
export const enos = definePlatform({
  name: "enos",
  title: "EnOS Connect",
  description: "Read from EnOS Connect. Every argument may come from the environment instead.",
  settings: {
    endpoint: optional(
      string,
      "Address of the environment's API gateway, as the EnOS console shows it under Help > Environment Information. " +
        "`https://` is assumed where no scheme is written. Environment: `CONNECT_ENOS_ENDPOINT`.",
      { check: checkEndpoint },
    ),
    orgId: optional(
      string,
      "Organization (OU) whose products are read, such as `o15000000000001`; data sources may name another. Environment: `CONNECT_ENOS_ORG_ID`.",
      { check: noSpace },
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
    apiVersion: optional(
      string,
      "`v2.4` (default), or `v2.1` for environments older than EnOS 2.4 CU1. Environment: `CONNECT_ENOS_API_VERSION`.",
      {
        check: (value) =>
          versions.includes(value) ? undefined : `It must be ${versions.join(" or ")}; it is ${JSON.stringify(value)}.`,
      },
    ),
  },
  required: ["endpoint", "orgId", "accessKey", "secretKey"],
  defaults: { apiVersion: "v2.4" },
  batches: true,
  origin: ({ endpoint, orgId }) => ({ endpoint: addressOf(parseEndpoint(endpoint as string), "", {}).href, orgId }),
  diagnosis,
  open(settings, http) {
    const { orgId, accessKey, secretKey, apiVersion } = settings as Readonly<Record<keyof typeof settings, string>>;
    const endpoint = parseEndpoint(settings.endpoint as string);
    http.check(endpoint);
    const client = openClient({ endpoint, accessKey, secretKey, apiVersion }, http);
    return openSource(client, { orgId, ...(apiVersion === "v2.1" ? oldestKnown : sinceCu1) });
  },
});
