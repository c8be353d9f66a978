import type { WireRequest } from "../../emulator";
import type { FlavourRules, Format } from "./flavour";

/** A request with what the two ways to sign put into different places. */
export interface Call {
  readonly request: WireRequest;
  readonly rules: FlavourRules;
  /** query and form together; of a repeated name the first value, the query's before the form's */
  readonly parameters: ReadonlyMap<string, string>;
  /** signed in headers (ACS3) instead of parameters (signature 1.0) */
  readonly inHeaders: boolean;
  readonly action: string | undefined;
  readonly version: string | undefined;
  readonly format: Format;
}

const formats: Readonly<Record<string, Format>> = { JSON: "json", XML: "xml" };

/** Reads the parameters of the query and of a form body. */
export function readParameters({ query, headers, body }: WireRequest): Map<string, string> {
  const parameters = new Map<string, string>();
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers["content-type"] ?? "");
  for (const source of isForm ? [query, new URLSearchParams(body.toString("utf8"))] : [query]) {
    for (const [name, value] of source) if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** One header, lists joined. */
export function header({ headers }: WireRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** The operation a request asks for, wherever it says so. */
export const actionOf = (request: WireRequest, parameters = readParameters(request)): string | undefined =>
  parameters.get("Action") ?? header(request, "x-acs-action");

/** Whether the format asked for, if any, is one the service can write. */
export const knownFormat = (parameters: ReadonlyMap<string, string>): boolean =>
  Object.hasOwn(formats, parameters.get("Format")?.toUpperCase() ?? "JSON");

/** Takes a request apart, without judging it. */
export function readCall(request: WireRequest, rules: FlavourRules): Call {
  const parameters = readParameters(request);
  const inHeaders = /^ACS3-/.test(request.headers.authorization ?? "");
  // Requests signed in headers say what they want in Accept; the vendor's clients send no Format with them.
  const accepted: Format = /xml/i.test(request.headers.accept ?? "") ? "xml" : "json";
  const asked = formats[parameters.get("Format")?.toUpperCase() ?? ""];
  return {
    request,
    rules,
    parameters,
    inHeaders,
    action: actionOf(request, parameters),
    version: parameters.get("Version") ?? (inHeaders ? header(request, "x-acs-version") : undefined),
    format: asked ?? (inHeaders ? accepted : rules.format),
  };
}
