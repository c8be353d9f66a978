const names = new Set(["productsecret", "devicesecret"]);

/** Deletes every secret from freshly parsed JSON, at any depth. This is the border: nothing behind it can hold one. */
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

/** What the service quotes of a request it finds badly signed: it holds the key id, and the token of temporary keys. */
const quotedRequest = /(server\s+)?(string[\s-]*to[\s-]*sign|canonical[\s-]*request)[\s\S]*$/i;
/** Parameters nobody else should see, in a URL as it is or percent-encoded once or twice. */
const quotedParameter =
  /\b(AccessKeyId|SecurityToken|Signature(?:Nonce)?|Credential|x-acs-(?:security-token|accesskey-id|signature-nonce))(=|%(?:25)*3D|:\s*)[^&\s"'<>,;]*/gi;

/** Makes text of a stranger fit for a message: nothing of ours it may quote, no control characters, one line, not long. */
export function presentable(text: string, secrets: readonly string[], longest = 200): string {
  const hidden = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret))])
    .reduce((rest, secret) => rest.replaceAll(secret, "(hidden)"), text.replace(quotedRequest, "(hidden)"));
  const line = hidden
    .replace(quotedParameter, "$1=(hidden)")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
