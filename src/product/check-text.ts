// Mistakes in texts that practitioners write, as sentences; undefined for a text without one.

/** Of an optional text that must not be empty. */
export const checkPresent = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty; omit it (null) instead." : undefined;

/** Of the key of a product to read. */
export const checkProductKey = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty: write the key of a product." : undefined;

/** Of a text to search for. */
export const checkText = (text: string): string | undefined => checkPresent(text) ?? checkQuotable(text);

/**
 * Of a value in a search expression. No document says how a quote inside a value is escaped, so no value that needs it is sent.
 * The rule is the same for every platform, so that a stack means the same on each.
 */
export function checkQuotable(value: string): string | undefined {
  if (value.includes('"') && value.includes("'"))
    return "It contains both kinds of quotes; a search expression cannot quote it.";
  if (value.includes("\\")) return "It contains a backslash; a search expression cannot safely quote it.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value))
    return "It contains control characters; a search expression cannot safely quote it.";
  return undefined;
}
