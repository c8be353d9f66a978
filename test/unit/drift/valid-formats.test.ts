import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { memoryPages, validateXML } from "xmllint-wasm";
import schema from "../../../schemas/drift-report.schema.json";
import { github } from "../../../src/drift/formats/github";
import { json } from "../../../src/drift/formats/json";
import { junit } from "../../../src/drift/formats/junit";
import { formats } from "../../../src/drift/formats/list";
import { markdown } from "../../../src/drift/formats/markdown";
import { sarif } from "../../../src/drift/formats/sarif";
import { text } from "../../../src/drift/formats/text";
import type { Report } from "../../../src/drift/report";
import { cleanReport, sampleReport } from "../../support/drift-report";
import { flawsOf } from "../../support/sarif";

const around = { colours: false, base: process.cwd() };
const xsd = readFileSync(join(__dirname, "..", "..", "support", "schemas", "junit.xsd"), "utf8");

/** Texts that mean something to a terminal, a log, XML, a table or a reader; each stands wherever somebody else chooses a text. */
const hostile: Record<string, string> = {
  "escape sequences": "a\u001b[2J\u001b]0;title\u0007\u009b31mb",
  "the end of CDATA": "a]]><b>&amp;\"'</failure>",
  "lines and commands": "a\n::error file=x::pwned\r\n##[add-mask]x ##vso[task.complete] ::set-output name=a::b",
  "a table": "a | b || c \\| d\n| --- |",
  markup:
    "*a* _b_ `c` [d](http://e.example) <script>alert(1)</script> ![f](g) @everyone #1 https://h.example $x^2$ ~~i~~",
  "direction marks": "a\u202eb\u2066c\u200fd\u061ce",
  "characters nobody sees": "a\u200bb\u00adc\u2060d\ufeff\u0000e\ufffe\uffff",
  "half a character": "a\ud83d b\udc4d c",
  "emoji and scripts": "👩‍👩‍👧‍👦 智能电表 ⚡ مرحبا नमस्ते",
  percent: "100% %0A %25 , : ::",
  nothing: "",
  "a long text": "x🙂".repeat(5_000),
};

const reports: [string, Report][] = [
  ["everything", sampleReport()],
  ["no findings", cleanReport()],
  ...Object.entries(hostile).map(([name, value]): [string, Report] => [
    name,
    sampleReport({ key: value, value, reason: value || "-", file: `dir ü/${value.slice(0, 80)}` }),
  ]),
];

test.each(reports)(
  "json with %s is what the published schema says, and holds the values as they are",
  (name, report) => {
    const printed = json.print(report, around);
    const parsed = JSON.parse(printed);
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
    expect({ valid: validate(parsed), errors: validate.errors }).toEqual({ valid: true, errors: null });
    const value = hostile[name];
    if (value !== undefined) expect(parsed.findings[0].actual).toBe(value);
  },
);

test.each(reports)("sarif with %s keeps the rules that no schema can say", (_, report) => {
  expect(flawsOf(JSON.parse(sarif.print(report, around)))).toEqual([]);
});

test.each(reports)("junit with %s is valid XML of the dialect, and its numbers are right", async (_, report) => {
  const xml = junit.print(report, around);
  const { valid, errors } = await validateXML({ xml, schema: xsd, maxMemoryPages: memoryPages.GiB });
  expect({ valid, errors: errors.map(({ message }) => message) }).toEqual({ valid: true, errors: [] });
  const count = (pattern: RegExp) => xml.match(pattern)?.length ?? 0;
  const [, tests, failures, errorCount] =
    /<testsuites .* tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
  expect([tests, failures, errorCount].map(Number)).toEqual([
    count(/<testcase /g),
    count(/<failure /g),
    count(/<error /g),
  ]);
});

test.each(reports)(
  "tables of markdown with %s have as many cells in each row as in the head, and no markup",
  (_, report) => {
    const printed = markdown.print(report, around);
    const tables = printed.split("\n\n").filter((block) => block.startsWith("| "));
    for (const table of tables) {
      const cells = table.split("\n").map((row) => row.split("|").length);
      expect(new Set(cells).size).toBe(1);
    }
    expect(printed.replaceAll(/<\/?code>|^\*{0}#{2} |- \*\*\w+\*\*|\| --- |&#\d+;/gm, "")).not.toMatch(
      /[<>*`[\]@$~]|:\/\//,
    );
  },
);

test.each(reports)("every line of github with %s is one of its commands, or the line of numbers", (_, report) => {
  const lines = github.print(report, around).trimEnd().split("\n");
  const last = lines.pop();
  expect(last).toMatch(/^(No drift|Drift|Not all could be checked)/);
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+(,line=\d+)?,title=Drift%3A \w+::\S/);
    expect(line).not.toMatch(/##/);
  }
});

test.each(reports)("no line of text with %s is a command of somebody's log", (_, report) => {
  for (const line of text.print(report, around).split("\n")) expect(line).not.toMatch(/^\s*::|##/);
});

test.each(reports)("no format prints control characters of %s, nor marks that mislead", (_, report) => {
  for (const { print } of formats) expect(print(report, around)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
});

test("colours are only there where they are asked for, and change no word", () => {
  const plain = text.print(sampleReport(), around);
  const coloured = text.print(sampleReport(), { ...around, colours: true });
  expect(plain).not.toContain("\u001b");
  expect(coloured).toContain("\u001b[31m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is taken out
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("the same report is the same bytes in every format", () => {
  for (const { print } of formats) expect(print(sampleReport(), around)).toBe(print(sampleReport(), around));
});
