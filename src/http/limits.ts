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
