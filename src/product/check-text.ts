// What is wrong with a text that a practitioner wrote, as a sentence; undefined when nothing is.

/** Of a text that may be left out but not be empty. */
export const checkPresent = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty; leave it out (null) instead." : undefined;

/** Of the key of a product to read. */
export const checkProductKey = (text: string): string | undefined =>
  text.trim() === "" ? "It must not be empty: write the key of a product." : undefined;

/** Of a text to search for. */
export const checkText = (text: string): string | undefined => checkPresent(text) ?? checkQuotable(text);

/**
 * Of a value that is to stand in a search expression. No document says how a quote inside a
 * value is escaped, so nothing that would need it is sent. The rule is the same for every platform: a stack means the same on each.
 */
export function checkQuotable(value: string): string | undefined {
  if (value.includes('"') && value.includes("'"))
    return "It holds both kinds of quotes; a search expression cannot quote it.";
  if (value.includes("\\")) return "It holds a backslash; a search expression cannot safely quote it.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value))
    return "It holds control characters; a search expression cannot safely quote it.";
  return undefined;
}
