/** A fenced block of a page. */
export interface Block {
  /** what stands after the opening fence */
  readonly language: string;
  readonly text: string;
  /** the paragraph right before it; empty where another block is there */
  readonly before: string;
  /** the heading of the second level above it */
  readonly section: string;
}

/** All fenced blocks of a page, in a list or not. Throws where a fence is left open. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = page.split("\n");
  let [section, before] = ["", ""];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const [, indent = "", language] = /^( *)```(.*)$/.exec(line) ?? [];
    if (language !== undefined) {
      const end = lines.indexOf(`${indent}\`\`\``, at + 1);
      if (end < 0) throw new Error(`The block after "${before}" is not closed.`);
      const text = lines.slice(at + 1, end).map((inner) => inner.slice(indent.length));
      blocks.push({ language, text: `${text.join("\n")}\n`, before, section });
      [before, at] = ["", end];
    } else if (line.startsWith("## ")) [section, before] = [line.slice(3), ""];
    else if (line.trim() !== "") before = (lines[at - 1] ?? "").trim() === "" ? line : `${before}\n${line}`;
  }
  return blocks;
}

/** A page shows a reader so that a block is not to be run as it is. */
export const isExcerpt = ({ before }: Block): boolean => /\bexcerpt\b/i.test(before);

/** The file that a reader is told to save the block as. */
export const fileOf = ({ before }: Block): string | undefined =>
  [...before.matchAll(/\bas `([\w./-]+\.\w+)`/g)].at(-1)?.[1];

/** Whether something printed is what a page shows. A line of nothing but "…" stands for any lines, "…" within a line for any text. */
export function isAsShown(shown: string, printed: string): boolean {
  const lines = shown.trimEnd().split("\n");
  const pattern = lines.map((line) =>
    line.trim() === "…" ? "(?:.*\\n)*" : `${line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("…", ".*")} *\\n`,
  );
  return new RegExp(`^${pattern.join("")}$`).test(`${printed.trimEnd()}\n`);
}
