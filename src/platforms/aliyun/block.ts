import { optional, optionalWord } from "../../schema/attribute";
import { words } from "../../schema/text";
import { string } from "../../schema/type";
import { defineBlock } from "../block";
import { checkEndpoint, checkRegion } from "./endpoint";
import { checkKey } from "./key";
import type { SignatureKind } from "./request";

/** The block of Aliyun IoT in the provider configuration. */
export const block = defineBlock({
  name: "aliyun",
  title: "Aliyun IoT",
  description:
    "Read from Aliyun IoT (Alibaba Cloud IoT Platform), or from a service compatible with it. Every argument may come from the environment instead, and the credentials also from a profile. There is no search `expression`. A product's secret is sent as plain text.",
  settings: {
    endpoint: optional(
      string,
      "Address of the service, where `region` does not determine it: a host and optionally a port, such as `si-….tuyacloud.com:8686`. " +
        "`https://` is the default scheme. Environment: `CONNECT_ALIYUN_ENDPOINT`.",
      { identity: true, check: checkEndpoint },
    ),
    region: optional(
      string,
      "Region the products live in, such as `cn-shanghai`; the address is then `iot.<region>.aliyuncs.com`, or `iot.aliyuncs.com` where the vendor's SDK names that. " +
        "Environment: `CONNECT_ALIYUN_REGION`, `ALIBABA_CLOUD_REGION_ID`, `ALIBABA_CLOUD_REGION`; or the profile's.",
      { identity: true, check: checkRegion },
    ),
    instanceId: optional(
      string,
      "ID of the IoT instance, if the console shows one on the instance's page; omit it otherwise. Environment: `CONNECT_ALIYUN_INSTANCE_ID`.",
      { identity: true, check: checkKey },
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
      "Token of temporary keys (STS); it must have the same source as the keys. Environment: `CONNECT_ALIYUN_SECURITY_TOKEN`, `ALIBABA_CLOUD_SECURITY_TOKEN`.",
      { sensitive: true, check: checkKey },
    ),
    profile: optional(
      string,
      "Profile with the keys, of mode `AK`, `StsToken`, `CloudSSO` or `OAuth` in `~/.aliyun/config.json`, or of type `access_key` or `sts` in `~/.alibabacloud/credentials`. " +
        "If neither it nor keys are set, the current profile is used. Environment: `CONNECT_ALIYUN_PROFILE`, `ALIBABA_CLOUD_PROFILE`; file: `ALIBABA_CLOUD_CREDENTIALS_FILE`.",
      { check: (value) => (value.trim() === "" ? "It must not be empty; omit it (null) instead." : undefined) },
    ),
    signature: optionalWord(
      words<SignatureKind>("rpc", "acs3"),
      "How requests are signed: `rpc` (default, signature 1.0 with HMAC-SHA1, the one the service documents), or `acs3` (ACS3-HMAC-SHA256, as current SDKs do). Environment: `CONNECT_ALIYUN_SIGNATURE`.",
    ),
  },
});
