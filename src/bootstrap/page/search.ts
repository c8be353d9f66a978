/** Accents, vowel points that may be left out, and characters that cannot be seen; not the marks that make か to が. */
const ignored = /[\p{sc=Zinh}\p{Default_Ignorable_Code_Point}](?<!\u3099|\u309a)/gu;

/** A text without what a search does not distinguish: case, accents, full and half width, compatible forms. */
export const fold = (text: string): string =>
  // Most keys, models and types need no more, and there are tens of thousands of them.
  /^[!-~]*$/.test(text) ? text.toLowerCase() : foldAll(text);

const foldAll = (text: string): string =>
  text.normalize("NFKD").replace(ignored, "").normalize("NFC").toLowerCase().replace(/\s+/g, " ");

/** Whether a folded text has each word of a search, in any order. */
export function matcher(search: string): (text: string) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}
