import { stripVTControlCharacters } from "node:util";
import type { Finding } from "../../../src/doctor/check";
import { jsonReport, linePrinter, skippedLines, sum } from "../../../src/doctor/report";
import { coloured, uncoloured } from "../../../src/schema/paint";

const fine: Finding = { id: "a", title: "short", state: "ok", detail: "all is well here" };
const broken: Finding = {
  id: "b",
  title: "a longer title",
  state: "failed",
  detail: "Something is wrong with a thing that has many words.",
  remedy: "Do what has to be done about it, and then see again.",
};
const checks = [fine, broken].map(({ id, title }) => ({ id, title, run: () => fine }));
const print = (finding: Finding, columns = Number.POSITIVE_INFINITY, paint = uncoloured) =>
  linePrinter(checks, { columns, paint })(finding);

test("a finding is one line with its remedy, in columns", () => {
  expect(print(fine) + print(broken)).toBe(
    "ok       short           all is well here\n" +
      "failed   a longer title  Something is wrong with a thing that has many words. → Do what has to be done about it, and then see again.\n",
  );
});

test("where the paper ends, a line is broken between words and stays in its column", () => {
  const lines = print(broken, 80).trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {25}\S/);
});

test("on narrow paper only the state has a column", () => {
  const lines = print(broken, 30).trimEnd().split("\n");
  expect(lines[0]).toBe("failed   a longer title:");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
  expect(lines.map((line) => line.slice(9)).join(" ")).toBe(`a longer title: ${broken.detail} → ${broken.remedy}`);
});

test("on paper narrower than a word nothing is lost", () => {
  expect(print(broken, 5).replace(/\s+/g, " ")).toContain("many words. → Do what has to be done");
});

test("colours only add to what is there", () => {
  const colourful = print(broken, 80, coloured);
  expect(colourful).toContain("\u001b[31m");
  expect(stripVTControlCharacters(colourful)).toBe(print(broken, 80));
});

test("what was skipped for the same reason is one line", () => {
  const skip = (title: string, detail: string): Finding => ({ id: title, title, state: "skipped", detail });
  const reason = 'It needs "road", which failed.';
  const findings = [skip("bridge", reason), fine, skip("ferry", "There is none."), skip("town", reason)];
  expect(skippedLines(findings, { columns: Number.POSITIVE_INFINITY, paint: uncoloured })).toBe(
    'skipped  bridge, town: They need "road", which failed.\nskipped  ferry: There is none.\n',
  );
  const narrow = skippedLines(findings, { columns: 30, paint: coloured });
  expect(
    Math.max(
      ...stripVTControlCharacters(narrow)
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(30);
  expect(skippedLines([fine, broken], { columns: 30, paint: uncoloured })).toBe("");
});

test("the sum counts what there is", () => {
  const warning: Finding = { ...broken, state: "warning" };
  expect(sum([fine, fine])).toBe("2 ok, 0 failed");
  expect(sum([fine, warning, warning, broken, { ...fine, state: "skipped" }])).toBe(
    "1 ok, 2 warnings, 1 failed, 1 skipped",
  );
});

test("the report for programs is ok unless something failed", () => {
  const report = (...findings: Finding[]) => JSON.parse(JSON.stringify(jsonReport(findings)));
  expect(report(fine, { ...broken, state: "warning" })).toMatchObject({ ok: true });
  expect(report(fine, broken)).toMatchObject({ ok: false, checks: [fine, broken] });
});
