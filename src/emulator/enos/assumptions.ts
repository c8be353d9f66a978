import { assumptionsOf } from "../shell/assumptions";

/** Where this emulator had to decide what EnOS does, because no public document states it; the source of the differences page. */
export const assumptions = assumptionsOf({
  "service-errors-are-200": {
    what: "Refusals by the token service and the product API are HTTP 200 with a code in the envelope.",
    why: "No document gives their HTTP status; every client of the vendor looks for codes in a 200 body.",
  },
  "gateway-body": {
    what: 'Refusals by the gateway are JSON of one field, {"message": …}, with a documented text per status; 404, 405, 502 and 504 have texts of ours.',
    why: "The documents list statuses and texts but no body.",
  },
  "authentication-cause": {
    what: "A refused product call is HTTP 401, and its message continues with the cause after the documented text. The header x-emulator-cause carries it as well.",
    why: "Which status, body or code a wrong token, signature or clock leads to is not documented, and users need the cause.",
  },
  "expired-token": {
    what: "An expired token on a product call is HTTP 401.",
    why: "The documents list 1203 but do not say whether product calls return it.",
  },
  "request-id-header": {
    what: "The request id is also in the header x-request-id, which is the only one in responses of the gateway and the token service.",
    why: "Only the product envelope is documented to carry a request id.",
  },
  "clock-window": {
    what: "apim-timestamp may be off by 5 minutes in either direction; the token call checks no clock.",
    why: "That some check exists is known from an older API; its width is not documented.",
  },
  "no-nonce": {
    what: "A signed product call may be repeated as it is within the clock window.",
    why: "The scheme has no nonce, and no document forbids repeating.",
  },
  "repeated-parameter": {
    what: "Of a repeated query parameter the first value is signed and used; a parameter without = counts as empty; + is a space.",
    why: "The vendor's sample takes the first value; the server's rule is not documented.",
  },
  "content-type": {
    what: "The body is signed and read with any Content-Type.",
    why: "The documents name the type to send, not what happens otherwise.",
  },
  "encryption-replay": {
    what: "Code 1001 refuses every later use of an encryption, whether for get or refresh.",
    why: "The replay window is not documented.",
  },
  "token-texts": {
    what: "The texts of the token service's codes are ours, and data is null in them; several mistakes are reported in the order 1202, 1004, 1002, 1003, 1001.",
    why: "Only the codes are documented.",
  },
  "token-refresh": {
    what: "A refresh ends the old token at once. 1203 refuses an expired token, 1204 one that is unknown or belongs to another key.",
    why: "One key has one live token; whether the old one survives a refresh is not documented.",
  },
  "service-texts": {
    what: "The documents print one text for a missing action, an unknown and a denied organization; the texts for other arguments and for a missing permission follow them. Text after `Invalid arguments` is ours.",
    why: "Texts of other cases are not documented.",
  },
  "order-of-checks": {
    what: "Action, organization, access, permission, arguments, key pair (11858), existence: the first that fails is reported.",
    why: "The response to several mistakes at the same time is not documented.",
  },
  "write-actions": {
    what: "Every action but get and search is 99400.",
    why: "The emulator reads only; the platform offers create, update and delete on the same path.",
  },
  "wrong-method": {
    what: "A known action with the wrong method is a 405 of the gateway.",
    why: "Not documented.",
  },
  "missing-version": {
    what: "A v2.4 URL on a 2.1 edition is a 404 of the gateway.",
    why: "The response of an older gateway to a newer URL is not documented.",
  },
  "fields-as-seeded": {
    what: "Fields are returned as seeded: absent, null, either spelling of dynamicActiveEnabled, any JSON in protocolGatewayIds, in 2.1 as well. Only 2.1-early leaves out its six documented fields, and sessionKey is never taken from the seed.",
    why: "The documents spell, type and omit these fields differently from page to page.",
  },
  "search-nulls": {
    what: "Search rows have createTime, createBy and updateBy as seeded.",
    why: "Why the samples of Search Product print null there is not documented.",
  },
  "secret-scheme": {
    what: "Secrets of v2.4 are encrypted by a scheme of the emulator's own (`secretScheme`), with a session key per product and call.",
    why: "The documents name no algorithm, mode, padding or encoding.",
  },
  "secret-denied": {
    what: "Without Product:Create or Product:Update both secret fields hold a text of ours.",
    why: "That the fields hold a text is documented, the text is not.",
  },
  "require-secret-values": {
    what: "requireSecret is true or false in any case in the query and a JSON boolean in the body; anything else is 99400; v2.1 ignores it. A product without a secret has null in both fields.",
    why: "Only the type is documented.",
  },
  "expression-grammar": {
    what: "Keywords in any case; and binds before or; not only before exists; values always quoted, without escapes: a value with one kind of quote is written in the other; unlisted fields and operators, != among them, are 99400.",
    why: "The documents give examples instead of a grammar.",
  },
  "expression-bounds": {
    what: "An expression has at most 65,536 characters and 100 nested parentheses. A blank one matches everything.",
    why: "No limit is documented.",
  },
  like: {
    what: "like is containment without regard to case; an empty text matches every name; an empty name of a locale counts as none.",
    why: "Case is inferred from one example; the samples print empty names.",
  },
  "early-expressions": {
    what: "2.1-early understands tags and names in expressions.",
    why: "The 2.1.0 pages list them; 2.0.8 and 2.0.9 do not.",
  },
  pages: {
    what: "A page size over the maximum and any sorters are 99400; a page past the end is empty; pageNo and pageSize are returned as sent. The early maximum is 200.",
    why: "The limits are documented, what happens beyond them is not.",
  },
  order: {
    what: "Newest createTime first in every edition; equal times keep the order of the seed; products without one come last.",
    why: "No tie-break is documented.",
  },
  body: {
    what: "A search without a body, or with one that is not JSON in UTF-8, is HTTP 400; more than 1 MiB is HTTP 413; projection and other members are ignored.",
    why: "The texts of 400 and 413 are documented, the conditions are not.",
  },
  consistency: {
    what: "Reads see a reload at once, except where a stale fault returns the state before it.",
    why: "The documents recommend to wait about 2 seconds after bulk changes.",
  },
  "no-quota": {
    what: "No call is refused for its rate, except by a fault.",
    why: "Quotas are set per environment and their numbers are not documented.",
  },
});
