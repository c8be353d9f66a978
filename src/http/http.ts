/** One request to a platform, complete and signed. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** lower-case names */
  readonly headers: Readonly<Record<string, string>>;
  /** the body, decoded as UTF-8; only below status 400 is it certain that it was UTF-8 */
  readonly text: string;
  /** number of attempts, and their time, for messages */
  readonly attempts?: number;
  readonly elapsedMs?: number;
}

/** What happens on the way of a request, for logs and `doctor`. Nothing in it is secret: no query, header or body, no user name. */
export type HttpEvent =
  /** a connection is begun; `through`: by this proxy, as `http://proxy.example:3128` */
  | { readonly event: "connecting"; readonly host: string; readonly through?: string }
  | { readonly event: "resolved"; readonly host: string; readonly address: string }
  | { readonly event: "connected"; readonly host: string; readonly address: string }
  /** one of several addresses did not take the connection; `error`: Node's code, or "no response" */
  | {
      readonly event: "unreached";
      readonly host: string;
      readonly address: string;
      readonly ms: number;
      readonly error: string;
    }
  /** the TLS handshake is complete; `untrusted`: why the certificate would be rejected if it were verified */
  | {
      readonly event: "secured";
      readonly host: string;
      readonly certificate: string;
      readonly untrusted?: string;
    }
  /** an attempt is over; `date`: what the response says of its time */
  | {
      readonly event: "request";
      readonly method: string;
      readonly host: string;
      readonly path: string;
      readonly attempt: number;
      readonly ms: number;
      readonly status?: number;
      readonly date?: string;
      /** the code of the problem it ended with */
      readonly error?: string;
    };

export interface HttpOptions {
  /** time limit of one `send` in seconds, for attempts, waits and reading; not for the wait in our own queue */
  readonly requestTimeout: number;
  readonly maxAttempts: number;
  /** most connections to one platform */
  readonly maxConnections: number;
  /** null: no limit */
  readonly requestsPerSecond: number | null;
  /** PEM file with certificate authorities to trust in addition to the others */
  readonly caFile: string | null;
  readonly insecureSkipVerify: boolean;
  /** allow http:// to hosts other than loopback */
  readonly allowPlainHttp: boolean;
  readonly userAgent: string;
  /** the provider argument that the address comes from, for messages; without it, `endpoint` */
  readonly addressFrom?: string;
  /** what else to say where the address is unknown, as sentences */
  readonly addressHint?: string;
  readonly observe?: (event: HttpEvent) => void;
}

export interface SendOptions {
  /** what the request is for, for messages: "get product 8f7KmDED" */
  readonly purpose: string;
  /** most bytes of the response; by default the general limit */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** The HTTP client for all platforms. */
export interface Http {
  /** Throws Problem where the endpoint may not be used: plain http to another machine. */
  check(endpoint: URL): void;
  /**
   * Sends, and retries temporary failures. `prepare` is called again for each attempt, because signatures expire.
   * Returns a response of any HTTP status once retries are used up; throws Problem without a response.
   */
  send(prepare: () => HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** Numbers that no practitioner has to set; tests shorten them. */
export interface HttpLimits {
  /** most bytes of a response; requests set lower limits */
  readonly maxBytes: number;
  /** ms to connect */
  readonly connectTimeout: number;
  /** ms of the first pause between attempts; doubled for each further one */
  readonly firstPause: number;
  readonly longestPause: number;
  /** the longest Retry-After that is followed, in ms */
  readonly longestRetryAfter: number;
  /** jitter: from 0 (included) to 1 (excluded) */
  readonly random: () => number;
}

export const defaultLimits: HttpLimits = {
  maxBytes: 16 * 1024 * 1024,
  connectTimeout: 10_000,
  firstPause: 100,
  longestPause: 5_000,
  longestRetryAfter: 20_000,
  random: Math.random,
};
