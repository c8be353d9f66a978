import type { Reply, WireRequest } from "../shell/contract";
import { sameText } from "../shell/same-text";
import type { EnosOptions } from "./options";
import { gatewayReply } from "./reply";
import type { Account } from "./seed";
import { requestSignature } from "./signature";
import type { TokenService } from "./token";

/** Authenticates a product call, or refuses it as the gateway does. */
export function authenticate(
  request: WireRequest,
  tokens: TokenService,
  accounts: ReadonlyMap<string, Account>,
  { clock, clockWindow }: Required<Pick<EnosOptions, "clock" | "clockWindow">>,
): { readonly account: Account } | { readonly refusal: Reply } {
  const refuse = (cause: string) => ({ refusal: gatewayReply(request, 401, cause, true) });
  const token = request.headers["apim-accesstoken"];
  const signature = request.headers["apim-signature"];
  const timestamp = request.headers["apim-timestamp"];
  if (typeof token !== "string" || token === "") return refuse("apim-accesstoken is missing");
  if (typeof timestamp !== "string" || timestamp === "") return refuse("apim-timestamp is missing");
  if (typeof signature !== "string" || signature === "") return refuse("apim-signature is missing");

  const holder = tokens.holder(token);
  const account = holder && accounts.get(holder.accessKey);
  if (holder === undefined || account === undefined) return refuse("unknown access token");
  if (holder.expired) return refuse("access token expired");
  if (!/^\d{1,16}$/.test(timestamp)) return refuse("apim-timestamp is not a time in milliseconds");
  if (Math.abs(clock() - Number(timestamp)) > clockWindow * 1000) {
    return refuse("timestamp outside the accepted window");
  }
  const { query, body } = request;
  const expected = requestSignature({ token, query, body, timestamp, secretKey: account.secretKey });
  return sameText(expected, signature) ? { account } : refuse("signature mismatch");
}
