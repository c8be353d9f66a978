/** Accents, vowel points that may be left out, and characters that cannot be seen; not the marks that make か to が. */
const ignored = /(?![\u3099\u309a])[\p{sc=Zinh}\p{Default_Ignorable_Code_Point}]/gu;

/** A text without what a search does not distinguish: case, accents, full and half width, compatible forms. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(ignored, "")
    .toLowerCase()
    .replace(/[^\S\n]+/g, " ");

/** Whether a folded text has each word of a search, in any order. */
export function matcher(search: string): (text: string) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}
