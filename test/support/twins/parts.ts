/** What a page consists of, in order: headings, fenced blocks, rows of tables, items of lists, paragraphs. */
export interface Part {
  /** what its twin has to be as well, with the level of a heading, the bullet of an item, the width of a row */
  readonly kind: string;
  readonly text: string;
  /** the line at which it begins */
  readonly line: number;
}

/** Metadata; what only the Chinese page has; a table that is made from the schema. */
const leftOut = [
  /^---\n[\s\S]*?\n---\n/,
  /^<!-- 仅中文 -->\n[\s\S]*?^<!-- \/仅中文 -->$/gm,
  /^<!-- attributes: [\s\S]*?^<!-- \/attributes -->$/gm,
];

/** The line that leads to the same page in the other language. */
export const switchLine = /^\[(?:English|中文)\]\(([^)]*)\)$/;

/** The cells of a row; a code span may have a bar in it. */
export const cellsOf = (row: string): string[] => row.split(/\|(?=(?:[^`]*`[^`]*`)*[^`]*$)/).slice(1, -1);

function kindOf(line: string): string {
  const [, level] = /^(#+) /.exec(line) ?? [];
  if (level !== undefined) return `heading ${level}`;
  if (line.startsWith("|")) return `row of ${cellsOf(line).length} cells`;
  const [, bullet] = /^( *(?:-|\d+\.)) /.exec(line) ?? [];
  return bullet === undefined ? "paragraph" : `item ${bullet}`;
}

/** Every paragraph and item of our pages is one line. */
export function partsOf(page: string): Part[] {
  const blank = (text: string) => text.replace(/[^\n]/g, "");
  const lines = leftOut.reduce((text, pattern) => text.replace(pattern, blank), page).split("\n");
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [line, begin] = [lines[at] as string, at + 1];
    const [, indent] = /^( *)```/.exec(line) ?? [];
    if (indent !== undefined) {
      const end = lines.indexOf(`${indent}\`\`\``, at + 1);
      if (end < 0) throw new Error(`The block of line ${begin} is not closed.`);
      parts.push({ kind: "block", text: lines.slice(at, end + 1).join("\n"), line: begin });
      at = end;
    } else if (line.trim() !== "" && !switchLine.test(line))
      parts.push({ kind: kindOf(line), text: line, line: begin });
  }
  return parts;
}
