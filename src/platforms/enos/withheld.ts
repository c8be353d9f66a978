/** The two secrets of one product, as they came. */
export interface Withheld {
  readonly productSecret: unknown;
  readonly sessionKey: unknown;
}

/** The secrets of a fresh answer about one product, for the one call that asks for them; `dropSecrets` comes after. */
export function withhold(json: unknown): Withheld {
  const { data } = (json ?? {}) as { readonly data?: unknown };
  const { productSecret = null, sessionKey = null } = (data ?? {}) as Partial<Withheld>;
  return { productSecret, sessionKey };
}
