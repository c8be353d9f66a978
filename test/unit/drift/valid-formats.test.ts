import Ajv2020 from "ajv/dist/2020";
import schema from "../../../schemas/drift-report.schema.json";
import { github } from "../../../src/drift/formats/github";
import { json } from "../../../src/drift/formats/json";
import { junit } from "../../../src/drift/formats/junit";
import { formats } from "../../../src/drift/formats/list";
import { sarif } from "../../../src/drift/formats/sarif";
import { text } from "../../../src/drift/formats/text";
import { coloured, uncoloured } from "../../../src/schema/paint";
import { sampleReport } from "../../support/drift-report";
import { hostile, reports } from "../../support/hostile-reports";
import { flawsOf } from "../../support/sarif";

const around = { paint: uncoloured, verbose: false, base: process.cwd() };
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test.each(reports)(
  "json with %s is what the published schema says, and holds the values as they are",
  (name, report) => {
    const printed = json.print(report, around);
    const parsed = JSON.parse(printed);
    expect({ valid: validate(parsed), errors: validate.errors }).toEqual({ valid: true, errors: null });
    const value = hostile[name];
    if (value !== undefined) expect(parsed.findings[0].actual).toBe(value);
  },
);

test.each(reports)("sarif with %s keeps the rules that no schema can say", (_, report) => {
  expect(flawsOf(JSON.parse(sarif.print(report, around)))).toEqual([]);
});

test.each(reports)("the numbers of junit with %s are right", (_, report) => {
  const xml = junit.print(report, around);
  const count = (pattern: RegExp) => xml.match(pattern)?.length ?? 0;
  const [, tests, failures, errorCount] =
    /<testsuites .* tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
  expect([tests, failures, errorCount].map(Number)).toEqual([
    count(/<testcase /g),
    count(/<failure /g),
    count(/<error /g),
  ]);
});

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
  const colourful = text.print(sampleReport(), { ...around, paint: coloured });
  expect(plain).not.toContain("\u001b");
  expect(colourful).toContain("\u001b[31m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is taken out
  expect(colourful.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("the same report is the same bytes in every format", () => {
  for (const { print } of formats) expect(print(sampleReport(), around)).toBe(print(sampleReport(), around));
});
