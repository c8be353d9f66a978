import type { Reply } from "../shell/contract";
import { sameText } from "../shell/same-text";
import { type Call, header } from "./call";
import { gatewayRefusal, invalid, missing } from "./reply";
import { acs3, bodyDigest, canonicalRequest, hmacSha1, stringToSign } from "./signature";

/** The access key that a request names, and its proof. */
export interface Claim {
  readonly accessKeyId: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly securityToken: string | undefined;
  /** what is wrong with the signature, as the gateway puts it; undefined when nothing is */
  disproof(secret: string): string | undefined;
}

/** Reads the claim of a request, or refuses one that is not signed in full. */
export const readClaim = (call: Call): Claim | { readonly refusal: Reply } =>
  call.inHeaders ? inHeaders(call) : inParameters(call);

function inParameters(call: Call): Claim | { readonly refusal: Reply } {
  const { parameters, rules, request } = call;
  const value = (name: string) => parameters.get(name) ?? "";
  const absent = rules.required.find((name) => value(name) === "");
  if (absent !== undefined) return { refusal: missing(call, absent) };
  if (value("SignatureMethod") !== "HMAC-SHA1") return { refusal: gatewayRefusal(call, "InvalidSignatureMethod") };
  if ((parameters.get("SignatureVersion") ?? "1.0") !== "1.0") return { refusal: invalid(call, "SignatureVersion") };
  return {
    accessKeyId: value("AccessKeyId"),
    timestamp: value("Timestamp"),
    nonce: value("SignatureNonce"),
    securityToken: value("SecurityToken") || undefined,
    disproof(secret) {
      const text = stringToSign(request.method, parameters);
      if (sameText(hmacSha1(secret, text), value("Signature"))) return undefined;
      return `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    },
  };
}

const authorization = /^ACS3-HMAC-SHA256 +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([^, ]+)$/;

const always = ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];

function inHeaders(call: Call): Claim | { readonly refusal: Reply } {
  const { request, rules } = call;
  const given = request.headers.authorization ?? "";
  if (!rules.acs3 || !given.startsWith("ACS3-HMAC-SHA256 ")) {
    return { refusal: gatewayRefusal(call, "InvalidSignatureMethod") };
  }
  const [, accessKeyId, list, signature] = authorization.exec(given.trim()) ?? [];
  const incomplete = (cause: string) => ({ refusal: gatewayRefusal(call, "IncompleteSignature", { cause }) });
  if (!accessKeyId || !list || !signature) return incomplete("the Authorization header cannot be read");
  const signedHeaders = list.toLowerCase().split(";");
  const securityToken = header(request, "x-acs-security-token") || undefined;
  const needed = securityToken === undefined ? always : [...always, "x-acs-security-token"];
  const unsigned = needed.find((name) => !header(request, name) || !signedHeaders.includes(name));
  if (unsigned !== undefined) return incomplete(`${unsigned} is missing or not signed`);
  return {
    accessKeyId,
    timestamp: header(request, "x-acs-date") ?? "",
    nonce: header(request, "x-acs-signature-nonce") ?? "",
    securityToken,
    disproof(secret) {
      const canonical = canonicalRequest(request, signedHeaders);
      const expected = acs3(secret, canonical);
      const sameBody = sameText(bodyDigest(request), header(request, "x-acs-content-sha256") ?? "");
      if (sameBody && sameText(expected.signature, signature)) return undefined;
      return `Specified signature does not match our calculation. server StringToSign is [${expected.text}] server CanonicalRequest is [${canonical}]`;
    },
  };
}
