import type { HttpResponse } from "../http/http";
import { isObject } from "../schema/is-object";
import { describe } from "../schema/wrong-type";
import { type Admitted, admit, MAX_INNER, type Sent } from "./border";
import { type Exchange, foreignResponse, laterOrSupport, refusedBy } from "./exchange";
import { originOf, received, sample } from "./received";

type Members = Readonly<Record<string, unknown>>;

/** A response with its secrets dropped; each platform says what its code is. */
export interface PlatformResponse extends Exchange, Pick<Admitted, "headers" | "show" | "quotesCredential"> {
  /** the envelope; empty where something before the platform responded, or the platform with another format */
  readonly json: Members;
}

export interface ResponseContext extends Sent {
  readonly purpose: string;
  /** returns what the product has of secrets in `withheld` */
  readonly withSecrets?: boolean;
}

/** How a platform responds, as far as platforms differ. */
export interface ResponseRules {
  readonly platform: string;
  /** the setting that must match the platform's edition, if there is one */
  readonly editionSetting?: string;
  /** what endpoint must be: "the address of the API gateway and of nothing in front of it (login page, proxy)" */
  readonly address: string;
  /** headers that may have the request's id, in the order in which they count */
  readonly requestIds: readonly string[];
  /** removes what the platform itself quotes of a request */
  readonly withoutQuotes?: (text: string) => string;
}

/** A response whose envelope is still to be read. */
export interface Opened extends Pick<Admitted, "dropped"> {
  readonly bare: PlatformResponse;
  /** undefined: the body is not a JSON object */
  readonly envelope: Members | undefined;
  /** Throws Problem answer-foreign. */
  readonly refuse: (reason: string) => never;
  /** What a body that is not a JSON object leads to: an error status without a code, or Problem answer-foreign. */
  readonly withoutEnvelope: () => PlatformResponse;
}

/** Reads what responses of all platforms have in common. Throws Problem answer-foreign for redirects, answer-misshapen for a repeated name, answer-too-large for what would take too much memory. */
export function openResponse(response: HttpResponse, context: ResponseContext, rules: ResponseRules): Opened {
  const { status, text, attempts, elapsedMs } = response;
  const { platform, editionSetting, requestIds, withoutQuotes = (quoted: string) => quoted } = rules;
  const { json, isTooRich, repeated, headers, show: present, quotesCredential, dropped } = admit(response, context);
  const bare: PlatformResponse = {
    platform,
    purpose: context.purpose,
    status,
    code: null,
    msg: null,
    requestId: requestIds.map((name) => headers[name]).find((id) => id) ?? null,
    attempts,
    elapsedMs,
    ...(editionSetting !== undefined && { editionSetting }),
    headers,
    show: (quoted, longest) => present(withoutQuotes(quoted), longest),
    quotesCredential,
    json: {},
  };
  const refuse = (reason: string): never => {
    throw foreignResponse(bare, reason, `Check that endpoint is ${rules.address}.`);
  };
  if (status >= 300 && status < 400)
    refuse(`The address in endpoint redirects${originOf(headers.location)}; redirects are not followed.`);
  if (isTooRich)
    throw refusedBy(bare, {
      code: "answer-too-large",
      reason: `The response has more than ${MAX_INNER.toLocaleString("en")} objects and lists, the most that are read.`,
      remedy: `Check that endpoint is ${rules.address}.`,
    });
  if (repeated !== undefined && status < 400)
    throw refusedBy(bare, {
      code: "answer-misshapen",
      reason: `The response has ${JSON.stringify(bare.show(repeated, 80))} twice in one object, so its value is not known.`,
      remedy: laterOrSupport,
    });
  const withoutEnvelope = () => {
    if (status >= 400) return { ...bare, msg: sample(text, bare.show) };
    return refuse(
      json === undefined
        ? `The response is not JSON: ${received(text, headers, bare.show)}.`
        : `The response is ${describe(json)}, not an object.`,
    );
  };
  return { bare, envelope: isObject(json) ? json : undefined, dropped, refuse, withoutEnvelope };
}
