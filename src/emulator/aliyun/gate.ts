import type { Reply } from "../shell/contract";
import { sameText } from "../shell/same-text";
import { type Call, knownFormat } from "./call";
import { readClaim } from "./claim";
import type { Nonces } from "./nonces";
import type { AliyunOptions } from "./options";
import { gatewayRefusal, invalid, missing } from "./reply";
import { type Account, permissionOf } from "./seed";

/** Authenticates a call, or refuses it as the gateway does. */
export function authenticate(
  call: Call,
  accounts: ReadonlyMap<string, Account>,
  nonces: Nonces,
  { clock, clockWindow }: Required<Pick<AliyunOptions, "clock" | "clockWindow">>,
): { readonly account: Account } | { readonly refusal: Reply } {
  const refuse = (code: string, cause?: string) => ({ refusal: gatewayRefusal(call, code, { cause }) });
  const { method } = call.request;
  if (method !== "GET" && method !== "POST") return refuse("UnsupportedHTTPMethod");
  if (!knownFormat(call.parameters)) return refuse("InvalidParameter.Format");
  if (!call.action) return { refusal: missing(call, "Action") };
  if (!call.version && call.rules.required.includes("Version")) return { refusal: missing(call, "Version") };
  if (call.version && call.version !== "2018-01-20") return { refusal: invalid(call, "Version") };
  if (!Object.hasOwn(permissionOf, call.action)) return refuse("InvalidApi.NotFound");

  const claim = readClaim(call);
  if ("refusal" in claim) return claim;
  const account = accounts.get(claim.accessKeyId);
  if (account === undefined) return refuse("InvalidAccessKeyId.NotFound");
  const token = account.securityToken ?? "";
  if (token !== "" && claim.securityToken === undefined) return { refusal: missing(call, "SecurityToken") };
  if (!sameText(token, claim.securityToken ?? "")) return refuse("InvalidSecurityToken.MismatchWithAccessKey");

  const now = clock();
  const moment = momentOf(claim.timestamp);
  if (moment === undefined) return refuse("InvalidTimeStamp.Format");
  const window = clockWindow * 1000;
  if (Math.abs(now - moment) > window) return refuse("InvalidTimeStamp.Expired");
  const message = claim.disproof(account.accessKeySecret);
  if (message !== undefined) {
    return { refusal: gatewayRefusal(call, "SignatureDoesNotMatch", { message, cause: "signature mismatch" }) };
  }
  // Only a call with a valid signature uses up a nonce, so that no other caller can spend it.
  if (!nonces.take(claim.accessKeyId, claim.nonce, now, 2 * window)) return refuse("SignatureNonceUsed");
  return { account };
}

function momentOf(timestamp: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp)) return undefined;
  const moment = Date.parse(timestamp);
  return Number.isNaN(moment) ? undefined : moment;
}
