const names = new Set(["productsecret", "sessionkey", "devicesecret"]);

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

/**
 * Deletes every secret from freshly parsed JSON, at any depth. v2.1 sends the product's secret unasked, so this is the border:
 * nothing behind it can hold one.
 */
export function dropSecrets(json: unknown): void {
  // A list instead of recursion: an answer may be nested deeper than the stack.
  const open: unknown[] = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value !== "object") continue;
    for (const [name, member] of Object.entries(value)) {
      if (!Array.isArray(value) && names.has(name.toLowerCase())) delete (value as Record<string, unknown>)[name];
      else if (member !== null && typeof member === "object") open.push(member);
    }
  }
}

/** Makes text of a stranger fit for a message: no secret of ours, no control characters, one line, not long. */
export function presentable(text: string, secrets: readonly string[], longest = 200): string {
  const hidden = secrets
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "(hidden)"), text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  const line = hidden.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
