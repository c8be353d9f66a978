import { parseAddress } from "../address";
import { definePlatform } from "../platform";
import { block } from "./block";
import { openClient } from "./client";
import { diagnosis } from "./diagnosis";
import { addressOf } from "./endpoint";
import { locations } from "./product";
import { openSource } from "./source";

// v2.1 may be an environment of any age: the 2.1.0 documents allow 200 products per page (1000 from 2.2.0 on) and two locales.
const oldestKnown = { pageSize: 200, locales: [], encryptsSecrets: false };
// The vendor's samples for v2.4 also search names in these two.
const sinceCu1 = { pageSize: 1000, locales: ["ja_JP", "es_ES"], encryptsSecrets: true };

/** EnOS Connect, in the editions that have products: API v2.1 and v2.4. */
export const enos = definePlatform({
  ...block,
  required: ["endpoint", "orgId", "accessKey", "secretKey"],
  defaults: { apiVersion: "v2.4" },
  batches: true,
  origin: ({ endpoint, orgId }) => ({ endpoint: addressOf(parseAddress(endpoint as string), "", {}).href, orgId }),
  diagnosis,
  locations,
  open(settings, http) {
    const { orgId, accessKey, secretKey, apiVersion } = settings as Readonly<Record<keyof typeof settings, string>>;
    const endpoint = parseAddress(settings.endpoint as string);
    http.check(endpoint);
    const client = openClient({ endpoint, accessKey, secretKey, apiVersion }, http);
    return openSource(client, { orgId, ...(apiVersion === "v2.1" ? oldestKnown : sinceCu1) });
  },
});
