/** A step that a page tells its reader to take. */
export interface Step {
  /** lines for a shell */
  readonly commands: string;
  /** the exit code that the text before them names */
  readonly code: number;
  /** what the page shows as their output; empty where it shows nothing */
  readonly shown: string;
}

const block = /([\s\S]*?)^( *)```(\w*)\n([\s\S]*?)^ *```$/gm;

/** The steps of a page: its blocks for a shell, each with the block of output behind it. */
export function stepsOf(page: string): Step[] {
  const blocks = [...page.matchAll(block)].map(([, before = "", indent = "", language, lines = ""]) => ({
    code: Number(/exit code (\d)/.exec(before)?.[1] ?? 0),
    language,
    lines: lines.replace(new RegExp(`^${indent}`, "gm"), "").trimEnd(),
  }));
  return blocks.flatMap(({ language, lines, code }, index) => {
    const output = blocks[index + 1];
    return language === "sh" ? [{ commands: lines, code, shown: output?.language === "" ? output.lines : "" }] : [];
  });
}
