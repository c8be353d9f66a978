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
  /** how many requests it took, and how long, for messages */
  readonly attempts?: number;
  readonly elapsedMs?: number;
}

export interface HttpOptions {
  /** seconds one `send` may take altogether: attempts, waiting and reading; its turn in our own queue comes before */
  readonly requestTimeout: number;
  readonly maxAttempts: number;
  /** connections open at once to one platform */
  readonly maxConnections: number;
  /** null: no limit of ours */
  readonly requestsPerSecond: number | null;
  /** PEM file with certificate authorities to trust beside the system's */
  readonly caFile: string | null;
  readonly insecureSkipVerify: boolean;
  /** allow http:// to hosts other than loopback */
  readonly allowPlainHttp: boolean;
  readonly userAgent: string;
  /** the provider argument that the address comes from, for messages; without it, `endpoint` */
  readonly addressFrom?: string;
  /** told of every attempt; never of headers, bodies or queries */
  readonly log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface SendOptions {
  /** what the request is for, for messages: "get product 8f7KmDED" */
  readonly purpose: string;
  /** bytes the answer may have; without it, what no answer may exceed */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** One careful way to send requests. Knows no platform. */
export interface Http {
  /** Throws Problem where the endpoint may not be used: plain http to another machine. */
  check(endpoint: URL): void;
  /**
   * Sends, and retries what may pass by itself. `prepare` is called anew for each attempt, because signatures age.
   * Any HTTP status is an answer, once retries are used up; throws Problem when none came.
   */
  send(prepare: () => HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}
