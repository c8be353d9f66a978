import { lexer, type Token, type Tokens } from "marked";
import { markdown } from "../../../src/drift/formats/markdown";
import { code, row, sentence } from "../../../src/drift/formats/markdown-text";
import { printValue } from "../../../src/schema/foreign-text";
import { uncoloured } from "../../../src/schema/paint";
import { sampleReport } from "../../support/drift-report";
import { hostile, reports } from "../../support/hostile-reports";

/** All that a parser of GitHub-flavoured Markdown sees, with what is in it. */
const all = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => {
    const { header = [], rows = [] } = token as Partial<Tokens.Table>;
    const cells = [header, ...rows].flat().flatMap((cell) => cell.tokens);
    const { tokens: inner = [], items = [] } = token as { tokens?: Token[]; items?: Token[] };
    return [token, ...all([...inner, ...items, ...cells])];
  });
const ofType = <T extends Token>(tokens: readonly Token[], type: T["type"]): T[] =>
  tokens.filter((token): token is T => token.type === type);

const ours = ["heading", "table", "paragraph", "list", "list_item", "strong", "codespan", "text", "space"];
/** What GitHub makes something of when the parser is done. */
const meant = /[@#$<>&\\`*[\]|~]|:\/\/|www\./i;

test.each(reports)("of %s nothing is markup but what the format writes", (_, report) => {
  const tokens = all(lexer(markdown.print(report, { paint: uncoloured, verbose: false, base: "." })));
  expect(tokens.map(({ type }) => type).filter((type) => !ours.includes(type))).toEqual([]);
  for (const { text } of ofType<Tokens.Strong>(tokens, "strong"))
    expect(text).toMatch(/^(ignored|expired|unused|gone)$/);
  const leaves = ofType<Tokens.Text>(tokens, "text").filter((token) => token.tokens === undefined);
  for (const { raw } of leaves) expect(raw).not.toMatch(meant);
});

test.each(Object.entries(hostile))(
  "%s stands in its cell as the value it is, and the table keeps its form",
  (_, value) => {
    const printed = markdown.print(sampleReport({ key: value, value, reason: "-", file: "f" }), {
      paint: uncoloured,
      verbose: false,
      base: ".",
    });
    const [changed] = ofType<Tokens.Table>(lexer(printed), "table");
    expect(changed?.rows.map((cells) => cells.length)).toEqual([5, 5, 5]);
    const [product, , , now] = changed?.rows[0] ?? [];
    for (const cell of [product, now])
      expect(cell?.tokens).toMatchObject([{ type: "codespan", text: printValue(value) }]);
  },
);

const codeIn = (text: string): string[] =>
  ofType<Tokens.Codespan>(all(lexer(text)), "codespan").map(({ text }) => text);

test.each(["a", "a b", "`", "``", "` a `", "a`b``c", " a", "*a*", "a\\", "\\`"])("code shows %j as it is", (text) => {
  expect(codeIn(`- ${code(text)} and ${code(text)}`)).toEqual([text.trim(), text.trim()]);
});

test.each([
  [
    "Try again (in 5 s); see rule-file.yaml: nothing, or none.",
    "Try again (in 5 s); see rule-file.yaml: nothing, or none.",
  ],
  ['product "a b" is (*), at http://e.example/x.', 'product `"a b"` is (`*`), at `http://e.example/x`.'],
  ["@all, see #1, GH-2 and 1fe3dbd3!", "`@all`, see `#1`, `GH-2` and `1fe3dbd3!`"],
  ['"never ended *x*', '`"never` ended `*x*`'],
  ["智能电表 🙂 max_valid_day", "智能电表 🙂 `max_valid_day`"],
])("the sentence %j is written %j", (text, written) => {
  expect(sentence(text)).toBe(written);
});

test.each(["a|b", "|", "\\|", "\\\\|", "a\\|b||c\\\\\\|"])(
  "a bar in %j ends no cell, and its code shows one",
  (text) => {
    const lines = [row(["x", "y"]), row(["---", "---"]), row([code(text), code(text)])];
    const [table] = ofType<Tokens.Table>(lexer(lines.join("\n")), "table");
    const shown = table?.rows.map((cells) => cells.map(({ tokens }) => (tokens[0] as Tokens.Codespan).text));
    expect(shown?.flat().map((one) => one.replaceAll("\\u007c", "|"))).toEqual([text, text]);
  },
);
