/** What went wrong, coarsely; fit for a switch. */
export type HttpFault =
  | "aborted"
  | "ca-file"
  | "dns"
  | "encoding"
  | "other"
  | "plain-http"
  | "protocol"
  | "proxy"
  | "refused"
  | "reset"
  | "timeout"
  | "tls"
  | "too-large";

export interface HttpErrorFacts {
  readonly kind: HttpFault;
  /** a short sentence for people */
  readonly summary: string;
  /** what happened, as whole sentences */
  readonly reason: string;
  /** what to do about it, as whole sentences; may be empty */
  readonly remedy: string;
  /** "get product 8f7KmDED"; empty where no request was under way */
  readonly purpose: string;
  readonly url?: URL;
  readonly attempts?: number;
  readonly elapsedMs?: number;
  /** the provider argument to blame */
  readonly argument?: string;
}

/** A request without an answer, or one that may not be sent. Carries no header, query, body or user name. */
export class HttpError extends Error {
  readonly kind: HttpFault;
  readonly summary: string;
  readonly detail: string;
  /** what to do; part of the detail */
  readonly remedy: string;
  readonly purpose: string;
  /** origin and path; never query or user name */
  readonly url: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly path?: readonly { readonly attribute: string }[];

  constructor(facts: HttpErrorFacts) {
    super(facts.reason);
    this.name = "HttpError";
    this.kind = facts.kind;
    this.summary = facts.summary;
    this.remedy = facts.remedy;
    this.purpose = facts.purpose;
    this.url = facts.url ? `${facts.url.origin}${facts.url.pathname}` : "";
    this.attempts = facts.attempts ?? 0;
    this.elapsedMs = Math.round(facts.elapsedMs ?? 0);
    if (facts.argument !== undefined) this.path = [{ attribute: facts.argument }];
    const aim = facts.purpose === "" ? "" : `Could not ${facts.purpose}. `;
    this.detail = [`${aim}${facts.reason}`, facts.remedy, this.trail()].filter((part) => part !== "").join(" ");
  }

  private trail(): string {
    if (this.attempts === 0) return "";
    const attempts = this.attempts === 1 ? "1 attempt" : `${this.attempts} attempts`;
    return `(${this.url}, ${attempts}, ${this.elapsedMs} ms)`;
  }
}

/** The error for a request whose caller does not want it any more. */
export const cancelled = (purpose: string): HttpError =>
  new HttpError({
    kind: "aborted",
    summary: "Request cancelled",
    reason: "The request was cancelled.",
    remedy: "",
    purpose,
  });
