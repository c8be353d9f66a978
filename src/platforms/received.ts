import type { Admitted } from "./border";
import type { Show } from "./redact";

// What a message may show of a response that does not come from the platform.

/** Characters that are searched for a sample. */
const SAMPLED = 2000;

/** Describes a body that is not JSON. */
export function received(text: string, headers: Admitted["headers"], show: Show): string {
  const type = headers["content-type"] ?? "";
  const kind = type === "" ? "no content type" : `content type ${type}`;
  if (text.trim() === "") return `an empty body, ${kind}`;
  const quote = sample(text, show);
  return quote === null
    ? `${text.length} characters of broken JSON, ${kind}`
    : `${kind}, beginning ${JSON.stringify(quote)}`;
}

/** The beginning of a text that cannot be JSON; null where it could be (a part of) JSON, which may hold a secret. */
export function sample(text: string, show: Show): string | null {
  const quote = show(show(text, SAMPLED).split(/[{[]/, 1)[0] ?? "", 80);
  return quote === "" || /^["\d-]|secret|sessionkey|token/i.test(quote) ? null : quote;
}

/** Where a redirect leads, without path and query, which may hold secrets. */
export function originOf(location: string | undefined): string {
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  return url === undefined ? "" : ` to ${url.origin}`;
}
