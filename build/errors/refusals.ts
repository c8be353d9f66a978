import { section } from "./section";

export const refusals = section("What a platform refuses", {
  "access-key-unknown": [
    "The platform does not know the access key (EnOS `1002`, Aliyun `InvalidAccessKeyId`).",
    "Check the key, and that endpoint or region belongs to the environment it was made for.",
  ],
  "access-key-disabled": [
    "The access key exists and is disabled.",
    "Enable it in the RAM console, or use another one.",
  ],
  "secret-key-wrong": ["The secret key does not belong to the access key (EnOS `1003`).", "Copy the secret key again."],
  "security-token-missing": [
    "The keys are temporary, and no security token was sent.",
    "Set the token where the keys are set.",
  ],
  "security-token-rejected": [
    "The security token has expired or belongs to other keys.",
    "Fetch new temporary credentials.",
  ],
  "signature-rejected": [
    "The platform computed another signature: usually the secret does not belong to the key; sometimes a proxy rewrites requests.",
    'Check the secret; then the proxies on the way; Aliyun: try `signature = "acs3"` or `"rpc"`.',
  ],
  "clock-off": [
    "Requests are signed with this machine's time, and it differs too much from the platform's.",
    "Correct this machine's clock. `cdktf-connect doctor` measures the difference.",
  ],
  "token-not-granted": [
    "The token service of EnOS refused for another reason than an unknown key (EnOS `1001`, `1004`, `1005`, `1202`).",
    "Try again; copy both keys again.",
  ],
  "token-rejected": [
    "EnOS granted an access token and refused it when it was used, twice.",
    "Check that `endpoint` leads to one environment only, and that nothing on the way rewrites requests.",
  ],
  "not-authenticated": ["The gateway did not accept the credentials (HTTP 401).", "Copy both keys again."],
  "access-denied": [
    "The credentials are valid and may not read products (EnOS `99403`; Aliyun `Forbidden` and alike).",
    "Have the right to read products granted; the message names the policy.",
  ],
  "access-denied-on-the-way": [
    "Something before the platform's service refused the caller (HTTP 401 or 403 without the service's own envelope).",
    "Check whether this machine's address must be allowed, and whether a proxy responds instead.",
  ],
  "organization-unknown": ["EnOS does not accept the organization.", "Check `org_id`."],
  "instance-unknown": [
    "Aliyun IoT does not know the instance in this region and account.",
    "Check `instance_id` and `region`.",
  ],
  "instance-missing": ["Aliyun IoT requires an instance.", "Set `instance_id`."],
  "instance-unsuitable": ["This kind of instance does not offer the call.", "Check `instance_id`."],
  "region-missing": [
    "The service requires the region and did not accept what was sent.",
    "Set `region` and leave `endpoint` out.",
  ],
  "account-rejected": [
    "The service does not accept the account of the access key, or was never activated for it.",
    "Check the key and the region; activate the service.",
  ],
  "bill-overdue": ["The account has an overdue bill.", "Have it paid."],
  "api-not-found": [
    "The address exists and does not offer the API (HTTP 404 and alike).",
    'Check `endpoint`; EnOS before 2.4 CU1 needs `api_version = "v2.1"`.',
  ],
  "request-rejected": [
    "The platform found something in the request missing or malformed.",
    "Check the values of `where` and `expression`; otherwise report it as a bug.",
  ],
  "request-too-large": [
    "The gateway found the request too large (HTTP 413).",
    "Shorten `expression`, or use fewer keys.",
  ],
  "request-repeated": [
    "The service saw the same request before: a proxy may repeat requests.",
    "Check the proxies on the way.",
  ],
  "too-many-requests": [
    "The quota of calls is used up, also after waiting.",
    "Set `requests_per_second`, `batch_reads`, or run less at once.",
  ],
  "platform-failed": [
    "The platform reported an internal error.",
    "Try again later; then ask the platform's support with the request id.",
  ],
  "platform-refused": [
    "The platform refused with a code that its documents do not explain for this request. The code is shown.",
    "Ask the platform's support with the code and the request id.",
  ],
  "organizations-unsupported": [
    "`org_id` is set and the platform has no organizations.",
    "Remove it; use a provider block for each instance or region.",
  ],
  "expression-unsupported": ["`expression` is set and the platform has no search language.", "Use `where`."],
});
