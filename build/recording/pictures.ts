import { stripVTControlCharacters } from "node:util";
import { scenesOf } from "./scenes";
import { type Span, spansOf } from "./spans";

const themes = {
  light: {
    ground: "#f6f8fa",
    edge: "#d1d9e0",
    text: "#1f2328",
    red: "#cf222e",
    green: "#1a7f37",
    yellow: "#9a6700",
    cyan: "#0550ae",
  },
  dark: {
    ground: "#151b23",
    edge: "#3d444d",
    text: "#e6edf3",
    red: "#ff7b72",
    green: "#3fb950",
    yellow: "#d29922",
    cyan: "#79c0ff",
  },
};
const SIZE = 13;
const LEADING = 17;
const MARGIN = 18;
/** How wide a character is at most in the fonts that are asked for, in parts of their size. */
const ADVANCE = 0.61;

/** The pictures by file name. */
export function picturesOf(output: string): [name: string, picture: string][] {
  const lines = scenesOf(output);
  return Object.entries(themes).map(([name, theme]) => [`demo-${name}.svg`, draw(lines, theme)]);
}

function draw(lines: readonly string[], { ground, edge, text, ...colours }: (typeof themes)["light"]): string {
  const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  const width = Math.ceil(columns * SIZE * ADVANCE) + 2 * MARGIN;
  const height = lines.length * LEADING + 2 * MARGIN;
  const drawn = lines.map((line, index) => {
    const y = MARGIN + index * LEADING + SIZE;
    return line === "" ? "" : `<text x="${MARGIN}" y="${y}">${spansOf(line).map(drawSpan).join("")}</text>\n`;
  });
  const classes = Object.entries(colours).map(([name, colour]) => `.${name} { fill: ${colour}; }\n`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" xml:space="preserve">
<title>What the demo prints, shortened</title>
<style>
text { font: ${SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; fill: ${text}; }
.bold { font-weight: 600; }
.underlined { text-decoration: underline; }
${classes.join("")}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${ground}" stroke="${edge}"/>
${drawn.join("")}</svg>
`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const drawSpan = ({ text, classes }: Span): string =>
  classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(" ")}">${escaped(text)}</tspan>`;
