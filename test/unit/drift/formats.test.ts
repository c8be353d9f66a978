import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { absent, changed, type Finding } from "../../../src/drift/finding";
import { formats } from "../../../src/drift/formats/list";
import { markdown } from "../../../src/drift/formats/markdown";
import { text } from "../../../src/drift/formats/text";
import { judge } from "../../../src/drift/judge";
import { uncoloured } from "../../../src/schema/paint";
import { version } from "../../../src/version";
import { cleanReport, now, sampleReport } from "../../support/drift-report";
import { product } from "../../support/recorded";

const around = { paint: uncoloured, verbose: false, base: process.cwd() };

/** Where a golden file is missing the test writes it and fails: look at it, and commit it. */
function golden(name: string, printed: string): void {
  const file = join(__dirname, "golden", name);
  const content = printed.replaceAll(version, "VERSION");
  const isThere = existsSync(file);
  if (!isThere) writeFileSync(file, content);
  expect({ name, isThere, text: content }).toEqual({ name, isThere: true, text: readFileSync(file, "utf8") });
}

test.each(formats)("$name prints everything a report has", ({ name, print }) => {
  golden(`${name}.golden`, print(sampleReport(), around));
});

test.each(formats)("$name prints that there is nothing to tell", ({ name, print }) => {
  golden(`${name}.clean.golden`, print(cleanReport(), around));
});

const about = (key: string) => ({
  origin: { platform: "enos" },
  query: { product: key },
  productKey: key,
  location: () => ({ file: "f", line: 1 }),
});
const changeOf = (key: string, attribute: string, expected: unknown, actual: unknown): Finding =>
  changed(about(key), { attribute: [attribute], expected, actual }, product("c"));

test("text sums up what is too much to read, the same change once and the most frequent one first", () => {
  const findings = Array.from({ length: 300 }, (_, number) => [
    ...(number < 250 ? [changeOf(`c${number}`, "maxValidDay", 365, 730)] : []),
    changeOf(`c${number}`, "modelId", "old", number < 270 ? "new" : `new ${number}`),
  ]).flat();
  const report = judge([{ file: "f", kind: "expectations", claims: [] }], findings, { now });
  const short = text.print(report, around);
  expect(short).toContain(
    'changed: 270 products\n  modelId: recorded "old", now "new"\n  "c0", "c1", "c2", "c3", "c4" and 265 more\n  in f\n\nchanged: 250 products\n  maxValidDay: recorded 365, now 730\n',
  );
  expect(short).toContain("\n… and 12 other differences; --verbose shows each product\n");
  expect(short.split("\n").length).toBeLessThan(120);
  const long = text.print(report, { ...around, verbose: true });
  for (const { productKey } of findings) expect(long).toContain(`changed: product "${productKey}"\n`);
  expect(long).not.toContain("--verbose");
});

test("of maps each member that differs is shown, in one order, by every format for people", () => {
  const finding = changeOf(
    "c",
    "productTags",
    { zone: "A", owner: "ops", same: "x" },
    { same: "x", zone: "B", new: "1" },
  );
  const report = judge([{ file: "f", kind: "expectations", claims: [] }], [finding], { now });
  expect(text.print(report, around)).toContain(
    'changed: product "c"\n  productTags["new"]: recorded absent, now "1"\n  productTags["owner"]: recorded "ops", now absent\n  productTags["zone"]: recorded "A", now "B"\n',
  );
  expect(markdown.print(report, around).match(/^\|.*productTags.*$/gm)).toHaveLength(3);
  expect(finding.summary).toBe(
    'product "c": productTags["new"] changed from absent to "1", productTags["owner"] changed from "ops" to absent, productTags["zone"] changed from "A" to "B"',
  );
});

test("a summary of a thousand findings stays short, and says what it leaves out", () => {
  const findings = Array.from({ length: 1_000 }, (_, number): Finding[] => [
    changeOf(`c${number}`, "modelId", "a", "b"),
    absent(about(`a${number}`), "gone"),
  ]).flat();
  const printed = markdown.print(judge([], findings, { now }), around);
  expect(printed.split("\n").length).toBeLessThan(120);
  expect(printed.match(/^… and 950 more$/gm)).toHaveLength(2);
  expect(printed).toMatch(/^## Drift: 1000 changed, 1000 absent/);
});
