import { piecesOf } from "../../../../src/bootstrap/page/pieces";
import { oddNames } from "../../../support/odd-names";

/** The pieces as one text, with the names of characters in brackets. */
const shown = (text: string): string =>
  piecesOf(text)
    .map(({ text, isName }) => (isName ? `[${text}]` : text))
    .join("");

test.each([
  ["Smart Meter", "Smart Meter"],
  ["", ""],
  ["\u202Eevil\u202C", "[U+202E]evil[U+202C]"],
  ["line\nbreak\u2028", "line[U+000A]break[U+2028]"],
  ["nul\u0000esc\u001b[31m", "nul[U+0000]esc[U+001B][31m"],
  ["half \ud83d", "half [U+D83D]"],
  ["tag \u{e0041}", "tag [U+E0041]"],
  ["ad\u200dmin \u200bx", "ad[U+200D]min [U+200B]x"],
])("%j is shown as %s", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each(["👨‍👩‍👧", "❤️", "می‌خواهم", "क्‍ष", "مقياس", "Zähler", "智能电表"])(
  "in %s each character is useful and is left as it is",
  (text) => {
    expect(piecesOf(text)).toEqual([{ text, isName: false }]);
  },
);

test("what can be seen of a text is kept", () => {
  for (const name of oddNames)
    for (const { text, isName } of piecesOf(name ?? "")) if (!isName) expect(name).toContain(text);
});
