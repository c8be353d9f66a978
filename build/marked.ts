/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** The page with this text between the marks of a section, which name the command that writes it. */
export function withSection(page: string, section: string, command: string, text: string): string {
  const [begin, end] = [`<!-- ${section}: written by ${command} -->`, `<!-- /${section} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page has no place for ${section}.`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
