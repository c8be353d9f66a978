import type { Assumption } from "../shell/serve";

const about = (id: string, what: string, why: string): Assumption => ({ id, what, why });

/** Where this emulator had to decide what the two services do, because no public document states it. */
export const assumptions: readonly Assumption[] = [
  about(
    "business-refusals-are-200",
    "Refusals with a code iot.* are HTTP 200 with Success false; those of the gateway have the HTTP status of their code.",
    "No document gives the status of iot.* refusals; existing clients read them from responses that their core accepted as successful.",
  ),
  about(
    "business-texts",
    "The texts of the codes iot.* are ours.",
    "The documents describe the codes in prose and show no text as it is sent.",
  ),
  about(
    "gateway-texts",
    "Texts of the gateway's codes are those known from other products behind the same gateway; that of Throttling, of the three InvalidSecurityToken codes, of InvalidAccessKeyId.Inactive and of what has no text here are ours.",
    "No page of the IoT product shows a refusal of the gateway.",
  ),
  about(
    "order-of-checks",
    "Of several mistakes the first in this order is reported: method, Format, Action, Version, operation, signature parameters, key, token, time, signature, nonce, limits, parameters of the operation, permission, instance, their values.",
    "No document states the order.",
  ),
  about(
    "default-format",
    "Without Format, alibaba returns XML for calls signed with HMAC-SHA1; calls signed with ACS3 get JSON unless Accept names XML; tuya returns JSON.",
    "Alibaba documents XML as the default, its clients that sign with ACS3 send no Format and expect JSON, and Tuya's examples without Format show JSON.",
  ),
  about(
    "xml",
    "XML responses have the root <Operation>Response or Error, a field per element, a repeated element per row, and no element for null; fields whose names cannot be elements are left out.",
    "Samples show the first three; null and unusual names are not documented.",
  ),
  about(
    "success-code",
    'On success Code is absent with alibaba and "" with tuya, for both operations.',
    "The samples disagree in this way for QueryProduct; for the list they disagree with each other.",
  ),
  about(
    "request-id-case",
    "RequestId is a UUID in capitals with alibaba and in small letters with tuya.",
    "The samples show it so; no text says that this is intended.",
  ),
  about(
    "refusals-of-tuya",
    "tuya refuses with the same two envelopes, codes and statuses, without Recommend.",
    "Tuya publishes the tables of codes but no status and no body of a refusal.",
  ),
  about(
    "tuya-parameters",
    "tuya does not require Version, SignatureVersion and Format.",
    "Its examples omit them and succeed, although its page of parameters calls two of them required.",
  ),
  about(
    "tuya-no-acs3",
    "tuya refuses ACS3-HMAC-SHA256 with InvalidSignatureMethod.",
    "Only HMAC-SHA1 is documented there.",
  ),
  about(
    "tuya-instances",
    "tuya ignores IotInstanceId.",
    "QueryProduct does not have it there, and each service bought is one instance with an endpoint of its own.",
  ),
  about(
    "tuya-token",
    "tuya checks a SecurityToken as alibaba does when the seed gives the account one.",
    "Whether Tuya has temporary keys at all is not documented.",
  ),
  about(
    "region-ignored",
    "RegionId is signed like any parameter and otherwise ignored.",
    "It is documented as required, yet the vendor's own clients do not send it.",
  ),
  about(
    "acs3-accepted",
    "alibaba accepts ACS3-HMAC-SHA256.",
    "No page says so for this product, but its current client signs this way.",
  ),
  about(
    "acs3-headers",
    "The request's own list of signed headers counts; host, x-acs-action, -version, -date, -signature-nonce, -content-sha256 and a security token must be on it, else IncompleteSignature.",
    "The documents require all of them to be signed and do not say what happens otherwise.",
  ),
  about(
    "acs3-body",
    "A body that does not have the digest in x-acs-content-sha256 is SignatureDoesNotMatch.",
    "The code for it is not documented.",
  ),
  about(
    "string-to-sign",
    "SignatureDoesNotMatch quotes what the server signed, with everything the request carried, a SecurityToken included.",
    "Such responses were recorded from other products of the gateway; whether it hides a token there is not known.",
  ),
  about(
    "repeated-parameter",
    "Of a repeated parameter the first value is signed and used, the query's before the form's; + is a space; a body of another type than a form has no parameters.",
    "No document says what a server does with them.",
  ),
  about(
    "clock-window",
    "Timestamp and x-acs-date may be off by 15 minutes in either direction.",
    "One page says 15 minutes, another says a timestamp is valid for 31.",
  ),
  about(
    "nonce",
    "A nonce counts per access key, only once its signature was right, for twice the clock window and as far as the last 200,000 are remembered.",
    "The documents say that it must be fresh, not for how long or for whom.",
  ),
  about(
    "security-token",
    "A temporary key without its token is MissingSecurityToken; a wrong token, or one beside a permanent key, is InvalidSecurityToken.MismatchWithAccessKey, both 400.",
    "The first was recorded from another product; which documented code belongs to which case is not stated.",
  ),
  about(
    "one-account",
    "All access keys of a seed belong to one Alibaba account: they see the same products and share its limits; permissions and instances may be narrowed per key.",
    "Products belong to an account, region and instance; a seed stands for one account in one region.",
  ),
  about(
    "permission-denied",
    "A key without the right to the operation gets iot.common.RamActionPermissionDeny.",
    "The code is documented; that these operations return it is not.",
  ),
  about(
    "instances",
    "Without IotInstanceId a call goes to the public instance. When there is none, or the id is unknown or not open to the key, it is iot.system.InstanceNotFound; a product of another instance is iot.prod.NotExistedProduct.",
    "The documents say that the call fails, not with which of three codes.",
  ),
  about(
    "page-parameters",
    "CurrentPage below 1 and PageSize outside 1 to 200 are iot.common.InvalidPageParams; a value that is not a 32-bit integer is Invalid{Param} of the gateway.",
    "The code is the documented one for pages; the exact reply is not shown.",
  ),
  about(
    "empty-product-key",
    "An empty ProductKey is iot.prod.NullProductKey, a missing one MissingProductKey of the gateway; one of unusual form is reported as not found.",
    "The codes are listed without their cases.",
  ),
  about(
    "same-moment",
    "Products created in the same millisecond keep the order of the seed; those without GmtCreate come last; every call sees the products as they are then.",
    "Only newest first is documented, and nothing about snapshots.",
  ),
  about(
    "commodity-filter",
    "AliyunCommodityCode is compared exactly, with the field of the product; a word other than iothub and iothub_senior is iot.prod.InvalidAliyunCommodityCode.",
    "The two words and the code are documented, their connection is not.",
  ),
  about(
    "limits",
    "The limits count calls let through, per operation and second of the clock; the call that is one too many is Throttling.User, HTTP 400. tuya has none.",
    "The numbers are documented, how they are counted and refused is not; Tuya documents no limits.",
  ),
  about(
    "retry-hint",
    "x-acs-retry-after is only sent when an option says so.",
    "The newest client reads it; whether this service sends it is not documented.",
  ),
  about(
    "plain-http",
    "Calls are accepted over plain HTTP, under any host name.",
    "Alibaba documents HTTP and HTTPS, Tuya HTTPS alone; this is an emulator on loopback.",
  ),
];
