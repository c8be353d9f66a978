import { bugReport, clockDifference, type Refusal } from "../exchange";
import { type Explanation, endpointOrRegion, instance, keyId, keySecret, region } from "./refusal";
import type { ApiResponse } from "./response";
import { hintOf, LONGEST_HINT_MS, MAX_ATTEMPTS, RETRY_WINDOW_MS } from "./throttling";

/** Codes of the gateway before the service (vendor's page "Common error codes"); the first pattern that fits counts. */
export const gatewayCodes: readonly Explanation[] = [
  [
    /^InvalidAccessKeyId\.Inactive\b/i,
    () => ({
      denied: true,
      stage: "credentials",
      code: "access-key-disabled",
      reason: "The access key exists and is disabled.",
      remedy: `Enable it in the RAM console, or use another one: ${keyId}.`,
    }),
  ],
  [
    /^InvalidAccessKeyId\b/i,
    ({ host, temporary }) => ({
      denied: true,
      stage: "credentials",
      code: "access-key-unknown",
      reason: `The service at ${host} does not know the access key.`,
      remedy:
        `Check ${keyId}, and that endpoint or region belongs to the cloud the key was made for.` +
        (temporary ? "" : " Temporary keys (their id begins with STS.) also need security_token."),
    }),
  ],
  [
    /^MissingSecurityToken\b/i,
    () => ({
      denied: true,
      stage: "credentials",
      code: "security-token-missing",
      reason: "The keys are temporary, and no security token is set.",
      remedy:
        "Set the token where the keys are set: security_token next to access_key_id, or the variable with the same prefix.",
    }),
  ],
  [
    /^InvalidSecurityToken\b/i,
    () => ({
      denied: true,
      stage: "credentials",
      code: "security-token-rejected",
      reason: "The token of the temporary keys has expired, or belongs to other keys.",
      remedy: "Fetch new temporary credentials and set all three parts together.",
    }),
  ],
  [
    /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature\b|InvalidSignatureMethod|InvalidSignatureVersion|UnsupportedSignature)/i,
    ({ signature, host }) => ({
      denied: true,
      stage: "credentials",
      code: "signature-rejected",
      reason: "The signature of the request is wrong, usually because the secret does not belong to the access key.",
      remedy:
        `Check ${keySecret}.` +
        (signature === "acs3"
          ? ` If both keys are right, ${host} may not know this signature: set signature = "rpc".`
          : ' If both keys are right, check that no proxy rewrites requests, or try signature = "acs3".'),
    }),
  ],
  [
    /^(InvalidTimeStamp(?!\.Format)|IllegalTimestamp)\b/i,
    (_, { headers }) => {
      const clock = clockDifference(headers.date);
      return {
        stage: "credentials",
        code: "clock-off",
        reason: `Requests are signed with this machine's time, and the service reports that it is more than 15 minutes off.${clock === undefined ? "" : ` ${clock}`}`,
        remedy: "Correct this machine's clock.",
      };
    },
  ],
  [
    /^SignatureNonceUsed\b/i,
    () => ({
      code: "request-repeated",
      reason: "The service reports that it received the request before, and the same for the retry with a new nonce.",
      remedy: "Check the proxies on the way: one may repeat requests.",
    }),
  ],
  [
    /^(InvalidApi|InvalidAction|InvalidVersion|UnsupportedHTTPMethod)\b/i,
    ({ host, action }) => ({
      stage: "api",
      code: "api-not-found",
      reason: `${host} does not know ${action} of API version 2018-01-20.`,
      remedy: `Check ${endpointOrRegion}: it must lead to the IoT service, iot.<region>.aliyuncs.com, or to a compatible one.`,
    }),
  ],
  [
    /^(MissingIotInstanceId|InvalidIotInstanceId)\b/i,
    ({ instanceId }) => ({
      code: instanceId === null ? "instance-missing" : "instance-unknown",
      reason:
        instanceId === null
          ? "The service requires an instance."
          : `The service does not accept the instance ${instanceId}.`,
      remedy: `Set ${instance} to the ID that the IoT console shows.`,
    }),
  ],
  [
    /^(Missing|Invalid(Parameter\.)?)RegionId\b/i,
    ({ host }) => ({
      code: "region-missing",
      reason: `The service at ${host} requires a region, and does not accept the one that was sent.`,
      remedy: `Set ${region} and omit endpoint: the region is only sent when it determines the address.`,
    }),
  ],
  [
    /^(Missing|Invalid)/i,
    ({ action }, { code }) => ({
      code: "request-rejected",
      reason: `A parameter of ${action} is missing or malformed (${code}).`,
      remedy: bugReport,
    }),
  ],
];

/** The refusal by flow control, with or without a code. */
export function tooManyRequests({ headers }: ApiResponse): Refusal {
  const ms = hintOf(headers);
  const longest = LONGEST_HINT_MS / 1000;
  const asks =
    ms === undefined
      ? ""
      : ms > LONGEST_HINT_MS
        ? ` It requires a wait of ${Math.ceil(ms / 1000)} s; the longest wait is ${longest} s.`
        : ` It requires a wait of ${Math.ceil(ms / 1000)} s.`;
  return {
    code: "too-many-requests",
    reason: `The account's limit of calls per second (50, shared by all its users) is used up.${asks} A refused call fails after ${MAX_ATTEMPTS} attempts or ${RETRY_WINDOW_MS / 1000} s.`,
    remedy:
      "Set requests_per_second, set details = false where connect_products does not need all attributes, or run fewer reads at the same time.",
  };
}
