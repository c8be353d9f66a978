import type { Admitted } from "./border";
import type { Show } from "./redact";

// What may be told of a response that is none of the platform's.

/** Characters a sample is looked for in. */
const SAMPLED = 2000;

/** Describes a body that is no JSON. */
export function received(text: string, headers: Admitted["headers"], show: Show): string {
  const type = headers["content-type"] ?? "";
  const kind = type === "" ? "no content type" : `content type ${type}`;
  if (text.trim() === "") return `an empty body, ${kind}`;
  const quote = sample(text, show);
  return quote === null
    ? `${text.length} characters of broken JSON, ${kind}`
    : `${kind}, beginning ${JSON.stringify(quote)}`;
}

/** The beginning of a text that cannot be JSON; null where it could be (a part of) JSON, for then it may hold a secret. */
export function sample(text: string, show: Show): string | null {
  const quote = show(show(text, SAMPLED).split(/[{[]/, 1)[0] ?? "", 80);
  return quote === "" || /^["\d-]|secret|sessionkey|token/i.test(quote) ? null : quote;
}

/** Where a redirect leads: its path and query may carry what is nobody's business. */
export function originOf(location: string | undefined): string {
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  return url === undefined ? "" : ` to ${url.origin}`;
}
