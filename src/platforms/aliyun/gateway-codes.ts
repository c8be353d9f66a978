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
      reason: "The keys are temporary ones, and no security token came with them.",
      remedy:
        "Set the token in the same place as the keys: security_token beside access_key_id, or the variable of the same family.",
    }),
  ],
  [
    /^InvalidSecurityToken\b/i,
    () => ({
      denied: true,
      stage: "credentials",
      code: "security-token-rejected",
      reason: "The token of the temporary keys has expired, or belongs to other keys.",
      remedy: "Fetch new temporary credentials and set all three parts of them in the same place.",
    }),
  ],
  [
    /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature\b|InvalidSignatureMethod|InvalidSignatureVersion|UnsupportedSignature)/i,
    ({ signature, host }) => ({
      denied: true,
      stage: "credentials",
      code: "signature-rejected",
      reason:
        "The signature of the request does not fit: as a rule because the secret does not belong to the access key.",
      remedy:
        `Check ${keySecret}.` +
        (signature === "acs3"
          ? ` If both keys are right, ${host} may not know this signature: set signature = "rpc".`
          : ' If both keys are right, check that nothing in between rewrites requests, or try signature = "acs3".'),
    }),
  ],
  [
    /^(InvalidTimeStamp(?!\.Format)|IllegalTimestamp)\b/i,
    (_, { headers }) => {
      const clock = clockDifference(headers.date);
      return {
        stage: "credentials",
        code: "clock-off",
        reason: `Requests are signed with this machine's time, and the service finds it more than 15 minutes off.${clock === undefined ? "" : ` ${clock}`}`,
        remedy: "Correct this machine's clock.",
      };
    },
  ],
  [
    /^SignatureNonceUsed\b/i,
    () => ({
      code: "request-repeated",
      reason: "The service says it has seen this very request before, and the same of its repetition with a new nonce.",
      remedy: "Look at what lies in between: a proxy may send requests again on its own account.",
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
          ? "The service wants to know the instance."
          : `The service does not accept the instance ${instanceId}.`,
      remedy: `Set ${instance} to the ID that the IoT console shows.`,
    }),
  ],
  [
    /^(Missing|Invalid(Parameter\.)?)RegionId\b/i,
    ({ host }) => ({
      code: "region-missing",
      reason: `The service at ${host} wants the region named, and does not accept what was said.`,
      remedy: `Set ${region} and leave endpoint out: the region is sent where the address is made from it.`,
    }),
  ],
  [
    /^(Missing|Invalid)/i,
    ({ action }, { code }) => ({
      code: "request-rejected",
      reason: `The service finds something missing or malformed in ${action} (${code}).`,
      remedy: bugReport,
    }),
  ],
];

/** For what is refused by flow control, with or without a code. */
export function tooManyRequests({ headers }: ApiResponse): Refusal {
  const ms = hintOf(headers);
  const longest = LONGEST_HINT_MS / 1000;
  const asks =
    ms === undefined
      ? ""
      : ms > LONGEST_HINT_MS
        ? ` It asks to wait for ${Math.ceil(ms / 1000)} s; the longest wait is ${longest} s.`
        : ` It asks to wait for ${Math.ceil(ms / 1000)} s.`;
  return {
    code: "too-many-requests",
    reason: `The calls the service allows an account in a second (50, shared by all its users) are used up.${asks} Such a call is given up after ${MAX_ATTEMPTS} attempts or ${RETRY_WINDOW_MS / 1000} s.`,
    remedy:
      "Set requests_per_second, set details = false where connect_products need not know everything, or run less at once.",
  };
}
