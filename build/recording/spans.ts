/** Text of one look. */
export interface Span {
  readonly text: string;
  readonly classes: readonly string[];
}

const colours: Readonly<Record<number, string>> = { 31: "red", 32: "green", 33: "yellow", 36: "cyan" };
const weights: Readonly<Record<number, string>> = { 1: "bold", 4: "underlined" };

/** A line with the codes that terminals read for colours. Throws at one it does not know: it would be lost in the picture. */
export function spansOf(line: string): Span[] {
  let colour: string | undefined;
  let others: string[] = [];
  const apply = (code: number): void => {
    if (code === 0) [colour, others] = [undefined, []];
    else if (code === 39) colour = undefined;
    else if (code === 22 || code === 24)
      others = others.filter((name) => name !== (code === 22 ? "bold" : "underlined"));
    else if (code in colours) colour = colours[code];
    else if (code in weights) others = [...others, weights[code] as string];
    else throw new Error(`A terminal's code ${code} has no counterpart in the picture.`);
  };
  return line.split("\u001b[").flatMap((part, index) => {
    const end = index === 0 ? -1 : part.indexOf("m");
    if (end >= 0) for (const code of part.slice(0, end).split(";")) apply(Number(code));
    const text = part.slice(end + 1);
    return text === "" ? [] : [{ text, classes: colour ? [...others, colour] : others }];
  });
}
