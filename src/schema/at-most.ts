/** The first lines of a list, and what `more` says of the others, if there are any. */
export const atMost = (most: number, lines: readonly string[], more: (rest: number) => string): readonly string[] =>
  lines.length > most ? [...lines.slice(0, most), more(lines.length - most)] : lines;
