import { assumptionsOf } from "../shell/assumptions";

/** Where this emulator had to decide what the two services do, because no public document states it. */
export const assumptions = assumptionsOf({
  "business-refusals-are-200": {
    what: "Refusals with a code iot.* are HTTP 200 with Success false; those of the gateway have the HTTP status of their code.",
    why: "No document gives the status of iot.* refusals; existing clients read them from responses that their core accepted as successful.",
  },
  "business-texts": {
    what: "The texts of the codes iot.* are ours.",
    why: "The documents describe the codes in prose and show no text as it is sent.",
  },
  "gateway-texts": {
    what: "Texts of the gateway's codes are those known from other products behind the same gateway; that of Throttling, of the three InvalidSecurityToken codes, of InvalidAccessKeyId.Inactive and of what has no text here are ours.",
    why: "No page of the IoT product shows a refusal of the gateway.",
  },
  "order-of-checks": {
    what: "Of several mistakes the first in this order is reported: method, Format, Action, Version, operation, signature parameters, key, token, time, signature, nonce, limits, parameters of the operation, permission, instance, their values.",
    why: "No document states the order.",
  },
  "default-format": {
    what: "Without Format, alibaba returns XML for calls signed with HMAC-SHA1; calls signed with ACS3 get JSON unless Accept names XML; tuya returns JSON.",
    why: "Alibaba documents XML as the default, its clients that sign with ACS3 send no Format and expect JSON, and Tuya's examples without Format show JSON.",
  },
  xml: {
    what: "XML responses have the root <Operation>Response or Error, a field per element, a repeated element per row, and no element for null; fields whose names cannot be elements are left out.",
    why: "Samples show the first three; null and unusual names are not documented.",
  },
  "success-code": {
    what: 'On success Code is absent with alibaba and "" with tuya, for both operations.',
    why: "The samples disagree in this way for QueryProduct; for the list they disagree with each other.",
  },
  "request-id-case": {
    what: "RequestId is a UUID in capitals with alibaba and in small letters with tuya.",
    why: "The samples show it so; no text says that this is intended.",
  },
  "refusals-of-tuya": {
    what: "tuya refuses with the same two envelopes, codes and statuses, without Recommend.",
    why: "Tuya publishes the tables of codes but no status and no body of a refusal.",
  },
  "tuya-parameters": {
    what: "tuya does not require Version, SignatureVersion and Format.",
    why: "Its examples omit them and succeed, although its page of parameters calls two of them required.",
  },
  "tuya-no-acs3": {
    what: "tuya refuses ACS3-HMAC-SHA256 with InvalidSignatureMethod.",
    why: "Only HMAC-SHA1 is documented there.",
  },
  "tuya-instances": {
    what: "tuya ignores IotInstanceId.",
    why: "QueryProduct does not have it there, and each service bought is one instance with an endpoint of its own.",
  },
  "tuya-token": {
    what: "tuya checks a SecurityToken as alibaba does when the seed gives the account one.",
    why: "Whether Tuya has temporary keys at all is not documented.",
  },
  "region-ignored": {
    what: "RegionId is signed like any parameter and otherwise ignored.",
    why: "It is documented as required, yet the vendor's own clients do not send it.",
  },
  "acs3-accepted": {
    what: "alibaba accepts ACS3-HMAC-SHA256.",
    why: "No page says so for this product, but its current client signs this way.",
  },
  "acs3-headers": {
    what: "The request's own list of signed headers counts; host, x-acs-action, -version, -date, -signature-nonce, -content-sha256 and a security token must be on it, else IncompleteSignature.",
    why: "The documents require all of them to be signed and do not say what happens otherwise.",
  },
  "acs3-body": {
    what: "A body that does not have the digest in x-acs-content-sha256 is SignatureDoesNotMatch.",
    why: "The code for it is not documented.",
  },
  "string-to-sign": {
    what: "SignatureDoesNotMatch quotes what the server signed, with everything the request carried, a SecurityToken included.",
    why: "Such responses were recorded from other products of the gateway; whether it hides a token there is not known.",
  },
  "repeated-parameter": {
    what: "Of a repeated parameter the first value is signed and used, the query's before the form's; + is a space; a body of another type than a form has no parameters.",
    why: "No document says what a server does with them.",
  },
  "clock-window": {
    what: "Timestamp and x-acs-date may be off by 15 minutes in either direction.",
    why: "One page says 15 minutes, another says a timestamp is valid for 31.",
  },
  nonce: {
    what: "A nonce counts per access key, only once its signature was right, for twice the clock window and as far as the last 200,000 are remembered.",
    why: "The documents say that it must be fresh, not for how long or for whom.",
  },
  "security-token": {
    what: "A temporary key without its token is MissingSecurityToken; a wrong token, or one beside a permanent key, is InvalidSecurityToken.MismatchWithAccessKey, both 400.",
    why: "The first was recorded from another product; which documented code belongs to which case is not stated.",
  },
  "one-account": {
    what: "All access keys of a seed belong to one Alibaba account: they see the same products and share its limits; permissions and instances may be narrowed per key.",
    why: "Products belong to an account, region and instance; a seed stands for one account in one region.",
  },
  "permission-denied": {
    what: "A key without the right to the operation gets iot.common.RamActionPermissionDeny.",
    why: "The code is documented; that these operations return it is not.",
  },
  instances: {
    what: "Without IotInstanceId a call goes to the public instance. When there is none, or the id is unknown or not open to the key, it is iot.system.InstanceNotFound; a product of another instance is iot.prod.NotExistedProduct.",
    why: "The documents say that the call fails, not with which of three codes.",
  },
  "page-parameters": {
    what: "CurrentPage below 1 and PageSize outside 1 to 200 are iot.common.InvalidPageParams; a value that is not a 32-bit integer is Invalid{Param} of the gateway.",
    why: "The code is the documented one for pages; the exact reply is not shown.",
  },
  "empty-product-key": {
    what: "An empty ProductKey is iot.prod.NullProductKey, a missing one MissingProductKey of the gateway; one of unusual form is reported as not found.",
    why: "The codes are listed without their cases.",
  },
  "same-moment": {
    what: "Products created in the same millisecond keep the order of the seed; those without GmtCreate come last; every call sees the products as they are then.",
    why: "Only newest first is documented, and nothing about snapshots.",
  },
  "commodity-filter": {
    what: "AliyunCommodityCode is compared exactly, with the field of the product; a word other than iothub and iothub_senior is iot.prod.InvalidAliyunCommodityCode.",
    why: "The two words and the code are documented, their connection is not.",
  },
  limits: {
    what: "The limits count calls let through, per operation and second of the clock; the call that is one too many is Throttling.User, HTTP 400. tuya has none.",
    why: "The numbers are documented, how they are counted and refused is not; Tuya documents no limits.",
  },
  "retry-hint": {
    what: "x-acs-retry-after is not sent.",
    why: "The newest client reads it; whether this service sends it is not documented.",
  },
  "plain-http": {
    what: "Calls are accepted over plain HTTP, under any host name.",
    why: "Alibaba documents HTTP and HTTPS, Tuya HTTPS alone; this is an emulator on loopback.",
  },
});
