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

export interface HttpOptions {
  /** time limit of one `send` in seconds, for attempts, waits and reading; not for the wait in our own queue */
  readonly requestTimeout: number;
  readonly maxAttempts: number;
  /** most connections to one platform */
  readonly maxConnections: number;
  /** null: no limit */
  readonly requestsPerSecond: number | null;
  /** PEM file with certificate authorities to trust in addition to the system's */
  readonly caFile: string | null;
  readonly insecureSkipVerify: boolean;
  /** allow http:// to hosts other than loopback */
  readonly allowPlainHttp: boolean;
  readonly userAgent: string;
  /** the provider argument that the address comes from, for messages; without it, `endpoint` */
  readonly addressFrom?: string;
  /** called for every attempt, without headers, bodies and queries */
  readonly log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
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
