import { proseIn } from "../../support/twins/facts";
import { twins } from "../../support/twins/pages";
import { cellsOf, partsOf } from "../../support/twins/parts";

const lines = twins.flatMap(({ english, chinese }) =>
  partsOf(chinese.text)
    .filter(({ kind }) => kind !== "block")
    .map(({ kind, text, line }) => ({ kind, text, place: `${chinese.name}:${line}`, english })),
);

/** As people see it: a code span is a word, a link its text, a picture its description. */
const asSeen = (text: string): string =>
  text
    .replace(/<img alt="([^"]*)".*>/, "$1")
    .replace(/(`+).+?\1/g, "A")
    .replace(/\]\([^)]*\)/g, "")
    .replace(/^ *(-|\d+\.) |[[\]]|\*\*/g, "")
    .trim();

const faults: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u, "a space between Chinese and Latin characters"],
  [/\p{Script=Han}[,;:!?()"]|[,;:!?()"]\p{Script=Han}/u, "full-width punctuation"],
  [/ [，。；：？！、（）“”]|[，。；：？！、（）“”] /u, "no space beside full-width punctuation"],
];

test("Chinese and Latin characters, and the punctuation between them, are set as is usual", () => {
  const found = lines.flatMap(({ kind, text, place }) =>
    (kind.startsWith("row") ? cellsOf(text) : [text]).flatMap((cell) =>
      faults.flatMap(([pattern, instead]) => {
        const [fault] = pattern.exec(asSeen(cell)) ?? [];
        return fault === undefined ? [] : [`${place}: "${fault}" (better: ${instead})`];
      }),
    ),
  );
  expect(lines.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

const [pages = "", glossary = ""] = twins[0]?.chinese.text.split("## 术语表\n") ?? [];
const terms = glossary
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(1)
  .map((row) => cellsOf(row).map((cell) => cell.trim()));

test("one thing has one word, that of the glossary", () => {
  expect(terms.length).toBeGreaterThan(25);
  const found = terms.flatMap(([, word, others = ""]) =>
    lines.flatMap(({ text, place }) =>
      others
        .split("、")
        .filter((other) => other !== "" && text.includes(other))
        .map((other) => `${place}: ${other} (better: ${word})`),
    ),
  );
  expect(found).toEqual([]);
});

test("every word of the glossary is used", () => {
  const text = [pages, ...lines.map((line) => line.text)].join("\n");
  const words = terms.flatMap(([, word = ""]) => word.split(/[，；（]/)[0] ?? []);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test("a Latin word of a Chinese page is one of its English twin", () => {
  const wordsOf = (text: string): string[] => text.match(/[A-Za-z]{2,}/g) ?? [];
  const found = lines.flatMap(({ text, place, english }) => {
    const known = new Set(wordsOf(english.text.toLowerCase()));
    return wordsOf(proseIn(text))
      .filter((word) => !["", "s"].some((end) => known.has(word.toLowerCase() + end)))
      .map((word) => `${place}: ${word}`);
  });
  expect(found).toEqual([]);
});
