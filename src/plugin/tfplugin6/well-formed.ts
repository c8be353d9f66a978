// Half a surrogate pair, as in a name that a platform truncates. The msgpack library writes it as bytes that are not UTF-8;
// Terraform replaces them when it stores the state, and then finds a change in every plan.

/** True if the bytes may contain such text: UTF-8 never has 0xED before 0xA0 or more, although a number may look like it. */
export function mayHoldBrokenText(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1))
    if ((bytes[at + 1] ?? 0) >= 0xa0) return true;
  return false;
}

/** The same plain data, with U+FFFD for every half. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return mended(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [mended(key), wellFormed(item)]));
}

const mended = (text: string): string => Buffer.from(text).toString();
