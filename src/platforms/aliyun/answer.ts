import type { HttpResponse } from "../../http/http";
import { describe } from "../../schema/error";
import { dropSecrets } from "../redact";
import { AliyunError, type Said } from "./errors";
import { presentableMessage } from "./quoted";

/** An answer with its secrets dropped. */
export interface Answer extends Said {
  readonly headers: Readonly<Record<string, string>>;
  /** the envelope; empty where there is none */
  readonly json: Readonly<Record<string, unknown>>;
  readonly succeeded: boolean;
  /** only where it was asked for: the product's secret as it came, dropped everywhere else */
  readonly withheld?: { readonly productSecret: unknown };
}

export interface Asked {
  readonly purpose: string;
  /** what may not show in a message even if the service quotes it */
  readonly secrets: readonly string[];
  /** hands the product's secret over, beside the answer */
  readonly withSecrets?: boolean;
}

/**
 * Reads both envelopes, the service's (`Success`, `Code`, `ErrorMessage`) and the gateway's (`Code`, `Message`), whatever the HTTP
 * status: no document states with which one the service refuses. Throws AliyunError for what is neither, and for redirects.
 */
export function readAnswer(response: HttpResponse, { purpose, secrets, withSecrets }: Asked): Answer {
  const { status, headers, attempts, elapsedMs } = response;
  const shown = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? presentableMessage(String(value), secrets) || null : null;
  const requestId = shown(headers["x-acs-request-id"]);
  const bare: Answer = {
    status,
    code: null,
    msg: null,
    requestId,
    attempts,
    elapsedMs,
    headers,
    json: {},
    succeeded: false,
  };
  const refuse = (reason: string): never => {
    const remedy =
      "Check that endpoint is the address of the IoT service and of nothing in front of it (login page, proxy), with its port.";
    throw new AliyunError({ summary: "Not an answer of Aliyun IoT", reason, remedy, purpose, said: bare });
  };

  if (status >= 300 && status < 400)
    return refuse(`The address in endpoint redirects${originOf(headers.location)}; redirects are not followed.`);
  const { json, productSecret } = parse(response.text);
  if (!isObject(json)) {
    // XML is the default of the service, and an error may arise before it has read that JSON is wanted.
    const xml = readXml(response.text);
    if (xml) return { ...bare, code: shown(xml.code), requestId: shown(xml.requestId) ?? requestId };
    if (status >= 400) return { ...bare, msg: sample(response.text, secrets) };
    if (json === undefined) return refuse(`The answer is no JSON: ${received(response, secrets)}.`);
    return refuse(`The answer is ${describe(json)} and not the object that was expected.`);
  }

  const code = shown(json.Code);
  if (typeof json.Success !== "boolean" && code === null && status < 400)
    return refuse(`The answer is JSON without Success (found ${describe(json.Success)}) and without Code.`);
  return {
    ...bare,
    json,
    code,
    msg: shown(json.ErrorMessage) ?? shown(json.Message) ?? shown(json.message),
    // The tables of a compatible service spell it RequestID, its samples RequestId.
    requestId: shown(json.RequestId) ?? shown(json.RequestID) ?? requestId,
    succeeded: status < 400 && json.Success === true && (code === null || noError.has(code.toLowerCase())),
    ...(withSecrets && { withheld: { productSecret } }),
  };
}

/** What stands in Code beside a success, where anything does; the official SDKs take the same for none. */
const noError = new Set(["200", "ok", "success"]);

/** No json where it is none. V8's own message would quote the text, and with it a secret: it goes no further. */
function parse(text: string): { readonly json?: unknown; readonly productSecret?: unknown } {
  try {
    const json: unknown = JSON.parse(text);
    const data = isObject(json) && isObject(json.Data) ? json.Data : {};
    const { ProductSecret: productSecret } = data;
    dropSecrets(json);
    return { json, productSecret };
  } catch {
    return {};
  }
}

/** Code and request of an error in XML: nothing else of it is shown. */
function readXml(text: string): { readonly code: string; readonly requestId?: string } | undefined {
  if (!/^\s*(<\?xml[^>]*>\s*)?<(Error|\w+Response)\b/.test(text)) return undefined;
  const code = /<Code>([\w.-]{1,100})<\/Code>/.exec(text)?.[1];
  return code === undefined ? undefined : { code, requestId: /<RequestId>([\w-]{1,64})<\/RequestId>/.exec(text)?.[1] };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function received({ text, headers }: HttpResponse, secrets: readonly string[]): string {
  const type = presentableMessage(headers["content-type"] ?? "", secrets, 60);
  const kind = type === "" ? "no content type" : `content type ${type}`;
  if (text.trim() === "") return `an empty body, ${kind}`;
  const quote = sample(text, secrets);
  return quote === null
    ? `${text.length} characters of broken JSON, ${kind}`
    : `${kind}, beginning ${JSON.stringify(quote)}`;
}

/** The beginning of a text that cannot be JSON; null where it could be (a part of) JSON, for then it may hold a secret. */
function sample(text: string, secrets: readonly string[]): string | null {
  const beginning = presentableMessage(text.slice(0, 2000), secrets, 2000).split(/[{[]/, 1)[0] ?? "";
  const quote = presentableMessage(beginning, [], 80);
  return quote === "" || /^["\d-]|secret|token/i.test(quote) ? null : quote;
}

/** Where a redirect leads: its path and query may carry what is nobody's business. */
function originOf(location: string | undefined): string {
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  return url === undefined ? "" : ` to ${url.origin}`;
}
