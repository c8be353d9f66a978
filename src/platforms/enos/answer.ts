import type { HttpResponse } from "../../http/http";
import { describe } from "../../schema/error";
import { dropSecrets, presentable } from "../redact";
import { EnosError, type Said } from "./errors";
import { type Withheld, withhold } from "./withheld";

/** An answer with its secrets dropped. */
export interface Answer extends Said {
  readonly headers: Readonly<Record<string, string>>;
  /** the envelope; empty where the gateway sent none */
  readonly json: Readonly<Record<string, unknown>>;
  /** only where it was asked for: what was dropped */
  readonly withheld?: Withheld;
}

export interface Asked {
  readonly purpose: string;
  /** the token service keeps its code in `status` */
  readonly codeName: "code" | "status";
  /** what may not show in a message even if the platform quotes it */
  readonly secrets: readonly string[];
  /** hands the product's secrets over, beside the answer */
  readonly withSecrets?: boolean;
}

/** Reads an answer of either service or of the gateway. Throws EnosError for a success that is no envelope, and for redirects. */
export function readAnswer(response: HttpResponse, asked: Asked): Answer {
  const { purpose, codeName, secrets, withSecrets } = asked;
  const { status, headers, attempts, elapsedMs } = response;
  const said = { status, code: null, msg: null, requestId: requestIdOf(headers), attempts, elapsedMs };
  const refuse = (reason: string): never => {
    const remedy =
      "Check that endpoint is the address of the API gateway and of nothing in front of it (login page, proxy).";
    throw new EnosError({ summary: "Not an answer of EnOS Connect", reason, remedy, purpose, said });
  };

  if (status >= 300 && status < 400)
    return refuse(`The address in endpoint redirects${originOf(headers.location)}; redirects are not followed.`);
  const { json: parsed, withheld } = parse(response.text);
  if (status >= 400 && !isObject(parsed)) return { ...said, headers, json: {}, msg: sample(response, secrets) };
  if (parsed === undefined) return refuse(`The answer is no JSON: ${received(response, secrets)}.`);
  if (!isObject(parsed)) return refuse(`The answer is ${describe(parsed)} and not the object that was expected.`);

  const code = asCode(parsed[codeName]);
  if (code === null && status < 400)
    return refuse(`The answer is JSON without a numeric ${codeName} (found ${describe(parsed[codeName])}).`);
  // The gateway's own refusals are a bare {"message": …}.
  const message = [parsed.msg, parsed.message].find((text): text is string => typeof text === "string");
  return {
    ...said,
    headers,
    json: parsed,
    code,
    msg: message === undefined ? null : presentable(message, secrets),
    requestId: typeof parsed.requestId === "string" ? presentable(parsed.requestId, secrets) : said.requestId,
    ...(withSecrets && { withheld }),
  };
}

/** undefined where it is no JSON. V8's own message would quote the text, and with it a secret: it goes no further. */
function parse(text: string): { readonly json?: unknown; readonly withheld?: Withheld } {
  try {
    const json: unknown = JSON.parse(text);
    const withheld = withhold(json);
    dropSecrets(json);
    return { json, withheld };
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const asCode = (value: unknown): number | null => {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : null;
};

function received({ text, headers }: HttpResponse, secrets: readonly string[]): string {
  const type = presentable(headers["content-type"] ?? "", secrets, 60);
  const kind = type === "" ? "no content type" : `content type ${type}`;
  if (text.trim() === "") return `an empty body, ${kind}`;
  const quote = sample({ text }, secrets);
  return quote === null
    ? `${text.length} characters of broken JSON, ${kind}`
    : `${kind}, beginning ${JSON.stringify(quote)}`;
}

/** The beginning of a text that cannot be JSON; null where it could be (a part of) JSON, for then it may hold a secret. */
function sample({ text }: Pick<HttpResponse, "text">, secrets: readonly string[]): string | null {
  const beginning = presentable(text.slice(0, 2000), secrets, 2000).split(/[{[]/, 1)[0] ?? "";
  const quote = presentable(beginning, [], 80);
  return quote === "" || /^["\d-]|secret|sessionkey|token/i.test(quote) ? null : quote;
}

const requestIdOf = (headers: Readonly<Record<string, string>>): string | null =>
  headers["x-request-id"] ??
  headers["x-requestid"] ??
  headers["x-kong-request-id"] ??
  headers["x-correlation-id"] ??
  null;

/** Where a redirect leads: its path and query may carry what is nobody's business. */
function originOf(location: string | undefined): string {
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  return url === undefined ? "" : ` to ${url.origin}`;
}
