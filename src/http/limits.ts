/** Numbers that no practitioner has to set; tests shorten them. */
export interface HttpLimits {
  /** bytes an answer may have; whoever asks knows how few can be right */
  readonly maxBytes: number;
  /** ms a connection may take to come about */
  readonly connectTimeout: number;
  /** ms of the first pause between attempts; doubled for each further one */
  readonly firstPause: number;
  readonly longestPause: number;
  /** ms of the server's own Retry-After that are honoured */
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
