import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { absent, changed, type Finding } from "../../../src/drift/finding";
import { formats } from "../../../src/drift/formats/list";
import { markdown } from "../../../src/drift/formats/markdown";
import { judge } from "../../../src/drift/judge";
import { version } from "../../../src/version";
import { cleanReport, now, sampleReport } from "../../support/drift-report";
import { product } from "../../support/recorded";

const around = { colours: false, base: process.cwd() };

/** Where a golden file is missing the test writes it and fails: look at it, and commit it. */
function golden(name: string, text: string): void {
  const file = join(__dirname, "golden", name);
  const printed = text.replaceAll(version, "VERSION");
  const isThere = existsSync(file);
  if (!isThere) writeFileSync(file, printed);
  expect({ name, isThere, text: printed }).toEqual({ name, isThere: true, text: readFileSync(file, "utf8") });
}

test.each(formats)("$name prints everything a report has", ({ name, print }) => {
  golden(`${name}.golden`, print(sampleReport(), around));
});

test.each(formats)("$name prints that there is nothing to tell", ({ name, print }) => {
  golden(`${name}.clean.golden`, print(cleanReport(), around));
});

test("a summary of a thousand findings stays short, and says what it leaves out", () => {
  const about = (key: string) => ({
    origin: { platform: "enos" },
    query: { product: key },
    productKey: key,
    location: () => ({ file: "f", line: 1 }),
  });
  const findings = Array.from({ length: 1_000 }, (_, number): Finding[] => [
    changed(about(`c${number}`), { attribute: ["modelId"], expected: "a", actual: "b" }, product("c")),
    absent(about(`a${number}`), "gone"),
  ]).flat();
  const printed = markdown.print(judge([], findings, { now }), around);
  expect(printed.split("\n").length).toBeLessThan(120);
  expect(printed.match(/^… and 950 more$/gm)).toHaveLength(2);
  expect(printed).toMatch(/^## Drift: 1000 changed, 1000 absent/);
});
