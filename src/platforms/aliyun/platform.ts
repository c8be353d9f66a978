import { optional } from "../../schema/attribute";
import { string } from "../../schema/type";
import { definePlatform } from "../platform";
import { openClient } from "./client";
import { checkKey, completeCredentials } from "./credentials";
import { diagnosis } from "./diagnosis";
import { checkEndpoint, checkRegion, endpointOf } from "./endpoint";
import type { SignatureKind } from "./request";
import { openSource } from "./source";

const signatures: readonly SignatureKind[] = ["rpc", "acs3"];

/** Aliyun IoT: Alibaba Cloud's IoT Platform and services compatible with it, such as Tuya's. */
export const aliyun = definePlatform({
  name: "aliyun",
  title: "Aliyun IoT",
  description:
    "Read from Aliyun IoT (Alibaba Cloud IoT Platform), or from a service compatible with it. Every argument may come from the environment instead, the credentials also from a profile.",
  settings: {
    endpoint: optional(
      string,
      "Address of the service, where it does not follow from `region`: a host with its port if it has one, such as `si-….tuyacloud.com:8686`. " +
        "`https://` is assumed where no scheme is written. Environment: `CONNECT_ALIYUN_ENDPOINT`.",
      { check: checkEndpoint },
    ),
    region: optional(
      string,
      "Region the products live in, such as `cn-shanghai`; the address is then `iot.<region>.aliyuncs.com`. " +
        "Environment: `CONNECT_ALIYUN_REGION`, `ALIBABA_CLOUD_REGION_ID`, `ALIBABA_CLOUD_REGION`; or the profile's.",
      { check: checkRegion },
    ),
    instanceId: optional(
      string,
      "ID of the IoT instance, if the console shows one on the instance's page; leave it out otherwise. Environment: `CONNECT_ALIYUN_INSTANCE_ID`.",
      { check: checkKey },
    ),
    accessKeyId: optional(
      string,
      "ID of an access key that may call `iot:QueryProduct` and `iot:QueryProductList` (policy `AliyunIOTReadOnlyAccess`). " +
        "Environment: `CONNECT_ALIYUN_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_ID`.",
      { sensitive: true, check: checkKey },
    ),
    accessKeySecret: optional(
      string,
      "Secret of the same access key. It signs requests and is never sent. Environment: `CONNECT_ALIYUN_ACCESS_KEY_SECRET`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`.",
      { sensitive: true, check: checkKey },
    ),
    securityToken: optional(
      string,
      "Token that comes with temporary keys (STS); only taken from where the keys are. Environment: `CONNECT_ALIYUN_SECURITY_TOKEN`, `ALIBABA_CLOUD_SECURITY_TOKEN`.",
      { sensitive: true, check: checkKey },
    ),
    profile: optional(
      string,
      "Profile with the keys, of mode `AK` or `StsToken` in `~/.aliyun/config.json`, or of type `access_key` in `~/.alibabacloud/credentials`. " +
        "Without it and without keys, the current profile. Environment: `CONNECT_ALIYUN_PROFILE`, `ALIBABA_CLOUD_PROFILE`; file: `ALIBABA_CLOUD_CREDENTIALS_FILE`.",
      { check: (value) => (value.trim() === "" ? "It must not be empty; leave it out (null) instead." : undefined) },
    ),
    signature: optional(
      string,
      "How requests are signed: `rpc` (default, signature 1.0 with HMAC-SHA1, the one the service documents), or `acs3` (ACS3-HMAC-SHA256, as current SDKs do). Environment: `CONNECT_ALIYUN_SIGNATURE`.",
      {
        check: (value) =>
          signatures.some((known) => known === value)
            ? undefined
            : `It must be ${signatures.join(" or ")}; it is ${JSON.stringify(value)}.`,
      },
    ),
  },
  required: [["endpoint", "region"], "accessKeyId", "accessKeySecret"],
  defaults: { signature: "rpc" },
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
  origin: (settings) => ({ endpoint: endpointOf(settings).href, instanceId: settings.instanceId }),
  addressFrom: ({ endpoint }) => (endpoint === null ? "region" : "endpoint"),
  diagnosis,
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
    return openSource(client, { place: `Aliyun IoT at ${endpoint.host}, ${instance}` });
  },
});
