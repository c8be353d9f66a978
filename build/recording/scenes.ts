import { stripVTControlCharacters } from "node:util";

/** Which steps of the demo the picture shows, and of their output which lines. */
const scenes: readonly { readonly title: string; readonly lines: RegExp }[] = [
  { title: "A stack passes facts on", lines: /./ },
  { title: "Run it", lines: /entries$/ },
  { title: "Apply", lines: /./ },
  { title: "Someone changes the meter", lines: /[╷╵]|Warning:|expected:|actual:/ },
  { title: "A drift check", lines: /^ +(changed: |\w+: recorded )|Drift: / },
];

/** Lines that hold nothing but a frame leave no gap worth a mark. */
const isEmpty = (line: string): boolean => /^[\s│]*$/.test(line);

/** The lines of the picture, as the demo printed them; "…" stands where some are left out. */
export function scenesOf(output: string): string[] {
  const steps = output.split(/\n\n(?=\S*\d+\. )/);
  const shown = scenes.map(({ title, lines }) => {
    const step = steps.find((text) => stripVTControlCharacters(text).split("\n")[0]?.includes(` ${title}`));
    if (step === undefined) throw new Error(`The demo has no step "${title}".`);
    const [heading = "", command = "", ...rest] = (step.split("\n\nDone; ")[0] as string).split("\n");
    return [heading, command, ...elide(rest, lines)];
  });
  return ["$ npm ci && npm run demo", ...shown.flatMap((lines) => ["", ...lines])];
}

function elide(lines: readonly string[], keep: RegExp): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    const plain = stripVTControlCharacters(line);
    if (keep.test(plain)) kept.push(line);
    else if (!isEmpty(plain) && kept.at(-1) !== "   …") kept.push("   …");
  }
  return kept;
}
