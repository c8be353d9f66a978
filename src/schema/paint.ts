import { styleText } from "node:util";

/** What colours are used for, everywhere alike. */
const styles = { good: "green", bad: "red", doubtful: "yellow", quiet: "gray", strong: "bold" } as const;

/** Colours words for a terminal, or returns them as they are. The words are shown as they are: make them harmless before. */
export type Paint = (style: keyof typeof styles, words: string) => string;

export const uncoloured: Paint = (_, words) => words;

// Whether the reader shows colours is decided by those who paint; Node would ask standard output.
export const coloured: Paint = (style, words) => styleText(styles[style], words, { validateStream: false });
