import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { differences } from "../../support/twins/differences";
import { twins, withLinksOf } from "../../support/twins/pages";
import { partsOf, switchLine } from "../../support/twins/parts";

// The Chinese pages say what the English ones say. A change of an English page is complete with that of its twin; WRITE_CHINESE=1 then
// records that the twin was written for the English page as it is now.

const record = join(__dirname, "..", "..", "golden", "chinese.txt");

test.each(twins)(
  "$chinese.name has the headings, code, names, numbers and links of $english.name",
  ({ english, chinese }) => {
    expect(differences(withLinksOf(english, chinese), chinese)).toEqual([]);
  },
);

test.each(twins)(
  "$chinese.name and $english.name lead to each other right below their title",
  ({ english, chinese }) => {
    const leadsTo = ({ name, text }: { name: string; text: string }) => {
      const [first = ""] = text.split(/^# .*\n\n/m)[1]?.split("\n") ?? [];
      return posix.join(posix.dirname(name), switchLine.exec(first)?.[1] ?? "");
    };
    expect(leadsTo(english)).toBe(chinese.name);
    expect(leadsTo(chinese)).toBe(english.name);
  },
);

test("the table of attributes has the same rows in both READMEs", () => {
  const rows = twins
    .slice(0, 1)
    .flatMap(({ english, chinese }) =>
      [english, chinese].map(
        ({ text }) => /<!-- attributes: [^\n]*\n.*\n([\s\S]*)<!-- \/attributes -->/.exec(text)?.[1],
      ),
    );
  expect(rows[0]).toContain("`product_key`");
  expect(rows[1]).toBe(rows[0]);
});

/** The sentences of all English pages that have a twin: a word that changes in one changes its digest. */
const sentences = twins.flatMap(({ english, chinese }) =>
  partsOf(english.text)
    .filter(({ kind }) => kind !== "block")
    .map(({ text, line }) => {
      const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
      return {
        entry: `${english.name} ${digest} ${text.slice(0, 60)}`,
        place: `${english.name}:${line}`,
        chinese,
        text,
      };
    }),
);

test("every English sentence is the one that its Chinese twin was written for", () => {
  const now = `${sentences.map(({ entry }) => entry).join("\n")}\n`;
  if (process.env.WRITE_CHINESE === "1") writeFileSync(record, now);
  const known = readFileSync(record, "utf8");
  const changed = sentences
    .filter(({ entry }) => !known.includes(`${entry}\n`))
    .map(({ place, chinese, text }) => `${place} is new or changed, and ${chinese.name} has to follow: ${text}`);
  if (changed.length > 0)
    changed.push("When they do, record it: WRITE_CHINESE=1 npx jest test/unit/repository/chinese");
  expect(changed).toEqual([]);
  expect(known).toBe(now);
});
