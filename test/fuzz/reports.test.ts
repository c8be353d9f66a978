import { lexer } from "marked";
import { github } from "../../src/drift/formats/github";
import { json } from "../../src/drift/formats/json";
import { junit } from "../../src/drift/formats/junit";
import { formats } from "../../src/drift/formats/list";
import { markdown } from "../../src/drift/formats/markdown";
import { sarif } from "../../src/drift/formats/sarif";
import type { Report } from "../../src/drift/report";
import { harmless, printValue } from "../../src/schema/foreign-text";
import { uncoloured } from "../../src/schema/paint";
import { sampleReport, type Texts } from "../support/drift-report";
import { fc, fuzz } from "../support/fuzz";
import { hostile } from "../support/hostile-reports";
import { flawsOf, type SarifLog } from "../support/sarif";

const around = { paint: uncoloured, verbose: false, base: process.cwd() };

const signs = fc.constantFrom(
  ..."<>&\"'`|\\*_[]()#@$%:,~\n\r\t\0 ",
  ..."]]> <![CDATA[ <!-- --> &amp; %0A :: ::error ##[ ##vso[ \u202e \u200b \u2028 \ud83d \udc4d \ufffe 🚀 电 \u001b[2J".split(
    " ",
  ),
);
const text = fc.oneof(
  fc.array(fc.oneof(signs, fc.constantFrom("a", "b")), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(...Object.values(hostile)),
);
// A path has no NUL; the names of the other products of the report are taken.
const texts: fc.Arbitrary<Texts> = fc.record({
  key: text.map((each) => `k${each}`),
  value: text,
  reason: text.map((each) => each.trim() || "-"),
  file: text.map((each) => `f${each.replaceAll(/[\0/]/g, "")}`.slice(0, 80)),
});
const withReport = (check: (report: Report, texts: Texts) => unknown) => ({
  cases: texts,
  check: (each: Texts) => check(sampleReport(each), each),
  runs: 20,
});

fuzz("the JSON report has the values as they are", {
  ...withReport((report, { key, value }) => {
    const { findings } = JSON.parse(json.print(report, around));
    expect(findings[0]).toMatchObject({ productKey: key, actual: value, attribute: "modelId" });
  }),
});

fuzz("the results of SARIF are the findings, whatever their texts", {
  ...withReport((report) => {
    const log: SarifLog = JSON.parse(sarif.print(report, around));
    expect(flawsOf(log)).toEqual([]);
    const plain: SarifLog = JSON.parse(sarif.print(sampleReport(), around));
    const rules = ({ runs }: SarifLog) => runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId));
    expect(rules(log)).toEqual(rules(plain));
  }),
});

const mark = /<\?xml [^?]*\?>|<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** The elements of XML with their attributes and texts. Throws for a text that is not well-formed. */
function elementsOf(xml: string): { name: string; texts: string[] }[] {
  const [open, all]: [string[], { name: string; texts: string[] }[]] = [[], []];
  let end = 0;
  for (const { 0: whole, 1: closing, 2: name, 3: attributes = "", 4: empty, 5: content } of xml.matchAll(mark)) {
    end += whole.length;
    if (/&(?!(?:amp|lt|gt|quot|apos|#10|#\d+);)/.test(whole)) throw new Error(`a bare & in ${whole}`);
    if (content !== undefined) all.at(-1)?.texts.push(content);
    else if (name !== undefined && closing) expect(open.pop()).toBe(name);
    else if (name !== undefined) {
      all.push({ name, texts: [...attributes.matchAll(/="([^"]*)"/g)].map(([, each]) => String(each)) });
      if (!empty) open.push(name);
    }
  }
  expect([end, open]).toEqual([xml.length, []]);
  return all;
}

const plainXml = (xml: string): string =>
  xml.replace(
    /&(amp|lt|gt|quot|#10);/g,
    (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#10": "\n" })[name as "amp"],
  );

fuzz("JUnit's XML is well-formed, has the elements of any other report, and the values", {
  ...withReport((report, { value }) => {
    const elements = elementsOf(junit.print(report, around));
    const plain = elementsOf(junit.print(sampleReport(), around));
    expect(elements.map(({ name }) => name)).toEqual(plain.map(({ name }) => name));
    const all = plainXml(elements.flatMap((each) => each.texts).join("\n"));
    expect(all).toContain(printValue(value).replace(/[\ufffe\uffff]/g, "\ufffd"));
  }),
});

fuzz("every line of annotations is a command of ours, with the texts as they are shown", {
  ...withReport((report, { file }) => {
    const lines = github.print(report, around).trimEnd().split("\n");
    expect(lines).toHaveLength(github.print(sampleReport(), around).trimEnd().split("\n").length);
    const files = lines.slice(0, -1).map((line) => {
      const [, properties = "", data = ""] = /^::(?:error|warning|notice) ([^:]*)::(.+)$/.exec(line) ?? [];
      expect(data).not.toBe("");
      return /^file=([^,]*)/.exec(properties)?.[1];
    });
    const unescaped = String(files[0]).replace(/%(25|0D|0A|3A|2C)/g, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    expect(unescaped).toBe(harmless(file.trim().replace(/\s*\n\s*/g, " ")));
  }),
});

fuzz("Markdown has the blocks of any other report", {
  ...withReport((report) => {
    const blocks = (each: Report) => lexer(markdown.print(each, around)).map(({ type }) => type);
    expect(blocks(report)).toEqual(blocks(sampleReport()));
  }),
});

fuzz("no format has a character that cannot be seen, or a command of a log that is not ours", {
  ...withReport((report) => {
    for (const { name, print } of formats) {
      const printed = print(report, around);
      expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      if (name !== "github") expect(printed).not.toMatch(/^\s*::\w|##(?:\[|vso)/m);
    }
  }),
});
