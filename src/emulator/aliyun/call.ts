import type { WireRequest } from "../shell/contract";
import type { FlavourRules, Format } from "./flavour";

/** A request with the values that the two signatures carry in different parts of it. */
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

/** The operation of a request, from its header or its parameters. */
export const actionOf = (request: WireRequest, parameters = readParameters(request)): string | undefined =>
  parameters.get("Action") ?? header(request, "x-acs-action");

/** Whether the service can write the requested format, if there is one. */
export const knownFormat = (parameters: ReadonlyMap<string, string>): boolean =>
  Object.hasOwn(formats, parameters.get("Format")?.toUpperCase() ?? "JSON");

/** Parses a request without checking it. */
export function readCall(request: WireRequest, rules: FlavourRules): Call {
  const parameters = readParameters(request);
  const inHeaders = /^ACS3-/.test(request.headers.authorization ?? "");
  // Requests signed in headers name the format in Accept; the vendor's clients send no Format with them.
  const accepted: Format = /xml/i.test(request.headers.accept ?? "") ? "xml" : "json";
  const requested = formats[parameters.get("Format")?.toUpperCase() ?? ""];
  return {
    request,
    rules,
    parameters,
    inHeaders,
    action: actionOf(request, parameters),
    version: parameters.get("Version") ?? (inHeaders ? header(request, "x-acs-version") : undefined),
    format: requested ?? (inHeaders ? accepted : rules.format),
  };
}
