const secretNames = new Set(["productsecret", "sessionkey", "devicesecret"]);

/**
 * Deletes every secret from freshly parsed JSON, at any depth. Platforms send some unasked, so this is the border: nothing behind
 * it can hold one.
 */
export function dropSecrets(json: unknown): void {
  // A list instead of recursion: an answer may be nested deeper than the stack.
  const open: unknown[] = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value !== "object") continue;
    for (const [name, member] of Object.entries(value)) {
      if (!Array.isArray(value) && secretNames.has(name.toLowerCase())) delete (value as Record<string, unknown>)[name];
      else if (member !== null && typeof member === "object") open.push(member);
    }
  }
}

/** Shorter secrets stand in ordinary words by chance; hiding them there would only mangle the message. */
const LONG_ENOUGH = 8;

/** Makes text of a stranger fit for a message: no secret of ours, no control characters, one line, not long. */
export function presentable(text: string, secrets: readonly string[], longest = 200): string {
  const hidden = secrets.filter((secret) => secret !== "").reduce(hide, text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  const line = hidden.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** A secret wherever it is quoted; a short one only where it stands alone. */
const hide = (text: string, secret: string): string =>
  secret.length >= LONG_ENOUGH
    ? text.replaceAll(secret, "(hidden)")
    : text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(secret)}(?![\\p{L}\\p{N}])`, "gu"), "(hidden)");

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
