import { blocksOf } from "./pages/blocks";

/** A step that a page tells its reader to take. */
export interface Step {
  /** lines for a shell */
  readonly commands: string;
  /** the exit code that the text before them names */
  readonly code: number;
  /** what the page shows as their output; empty where it shows nothing */
  readonly shown: string;
}

/** The steps of a page: its blocks for a shell, each with the block of output behind it. */
export function stepsOf(page: string): Step[] {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, text, before }, index) => {
    if (language !== "sh") return [];
    const output = blocks[index + 1];
    return [
      {
        commands: text.trimEnd(),
        code: Number(/exit code (\d)/.exec(before)?.[1] ?? 0),
        shown: output?.language === "" ? output.text.trimEnd() : "",
      },
    ];
  });
}
