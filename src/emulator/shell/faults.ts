/**
 * A failure on demand, in one vocabulary for every platform. One effect per fault; `delay` may come with any of them,
 * `body` and `echo` with `status`, `echo` with `code`, `retryAfter` and `location` with `status`, `message` with `code`.
 */
export interface Fault extends When {
  /** milliseconds before the response */
  readonly delay?: number;

  // Another response than the right one.
  /** an HTTP status, with the body the platform's gateway gives it; one below 200 comes before the real response */
  readonly status?: number;
  /** seconds, sent as `Retry-After` */
  readonly retryAfter?: number;
  /** sent as `Location` */
  readonly location?: string;
  /** a code of the platform, in its envelope */
  readonly code?: number | string;
  readonly message?: string;
  /** sent as HTML instead of JSON */
  readonly body?: string;
  /** responds with the request itself, its secrets included: as the message of `code`, else as the body */
  readonly echo?: boolean;
  /** the token of the request, or on Aliyun IoT its access key, has expired */
  readonly expireToken?: boolean;
  /** responds with the products as they were before the last reload */
  readonly stale?: boolean;

  // The real response, spoiled.
  /** what is wrong with a list; strikes only requests for lists */
  readonly list?: ListFault;
  /** name of a member that appears twice, the second time with another value */
  readonly duplicateKey?: string;
  /** the response has a member of so many lists in each other */
  readonly depth?: number;
  /** bytes to which white space lengthens the response */
  readonly size?: number;
  /** sent as `Content-Type` */
  readonly contentType?: string;
  /** compresses the response, which no client asked for */
  readonly encoding?: Encoding;

  // The real response, on a bad connection.
  /** bytes of the real response that arrive before the connection is cut */
  readonly truncate?: number;
  /** the connection is reset without a response */
  readonly reset?: boolean;
  /** bytes per second */
  readonly bandwidth?: number;
  /** added to the right `Content-Length` */
  readonly lengthError?: number;
  readonly connection?: Connection;
}

/** Which requests a fault strikes. */
export interface When {
  readonly match?: { readonly action?: string; readonly path?: string };
  /** how many matching requests pass before; 0 when absent */
  readonly after?: number;
  /** how many requests it strikes; 1 when absent */
  readonly times?: number | "always";
  /** of striking a matching request, above 0 and up to 1; 1 when absent */
  readonly probability?: number;
  /** begins the random numbers for `probability`, which are the same in each run; 1 when absent */
  readonly seed?: number;
}

/** What is wrong with a page of a list. */
export interface ListFault {
  /** the page has the rows that stand so many places before its own, as after insertions; below zero: behind, as after deletions */
  readonly shift?: number;
  /** rows that follow the page, at its end */
  readonly extraRows?: number;
  /** every page has the rows of the first one */
  readonly repeatPage?: boolean;
  /** sent instead of the number of all matches */
  readonly total?: number | string | null;
  /** added to the number of all matches */
  readonly totalError?: number;
  /** the number of all matches is that before the last reload */
  readonly staleTotal?: boolean;
}

export const encodings = ["gzip", "broken-gzip"] as const;

export type Encoding = (typeof encodings)[number];

/**
 * silent: nothing is sent, and the connection stays open; empty: the connection is closed without a response; endless: after the
 * response, white space without an end; malformed-chunk: a status, then bytes that are not a chunk; random-data: bytes that are not HTTP
 */
export const connections = ["silent", "empty", "endless", "malformed-chunk", "random-data"] as const;

export type Connection = (typeof connections)[number];
