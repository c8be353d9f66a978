import { definePlatform } from "../platform";
import { block } from "./block";
import { openClient } from "./client";
import { completeCredentials } from "./credentials";
import { diagnosis } from "./diagnosis";
import { locations } from "./product";
import { endpointOf, regionBeside, regionHint } from "./regions";
import type { SignatureKind } from "./request";
import { openSource } from "./source";

/** Aliyun IoT: Alibaba Cloud's IoT Platform and services compatible with it, such as Tuya's. */
export const aliyun = definePlatform({
  ...block,
  required: [["endpoint", "region"], "accessKeyId", "accessKeySecret"],
  defaults: { signature: "rpc" },
  otherVariables: ["ALIBABA_CLOUD_CREDENTIALS_FILE"],
  also: "ALIBABA_CLOUD_REGION_ID, ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET; or CONNECT_ALIYUN_PROFILE for a profile with keys and region",
  elsewhere: "a profile of ~/.aliyun/config.json or ~/.alibabacloud/credentials",
  batches: false,
  variables: {
    region: ["ALIBABA_CLOUD_REGION_ID", "ALIBABA_CLOUD_REGION"],
    accessKeyId: ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    accessKeySecret: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    securityToken: ["ALIBABA_CLOUD_SECURITY_TOKEN"],
    profile: ["ALIBABA_CLOUD_PROFILE"],
  },
  complete: completeCredentials,
  // Not named after the setting: what a file records must never decide the address.
  origin: (settings) => ({
    endpoint: endpointOf(settings).href,
    regionId: regionBeside(settings),
    instanceId: settings.instanceId,
  }),
  addressFrom: ({ endpoint }) => (endpoint === null ? "region" : "endpoint"),
  addressHint: regionHint,
  diagnosis,
  locations,
  open(settings, http) {
    const { region, instanceId, securityToken } = settings;
    const endpoint = endpointOf(settings);
    http.check(endpoint);
    const client = openClient(
      {
        endpoint,
        regionId: settings.endpoint === null ? region : null,
        instanceId,
        accessKeyId: settings.accessKeyId as string,
        accessKeySecret: settings.accessKeySecret as string,
        securityToken,
        signature: settings.signature as SignatureKind,
      },
      http,
    );
    const instance = instanceId === null ? "without instance_id" : `in instance ${instanceId}`;
    return openSource(client, { instanceTitle: `Aliyun IoT at ${endpoint.host}, ${instance}` });
  },
});
