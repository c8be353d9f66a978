import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { sarif } from "../../../src/drift/formats/sarif";
import { uncoloured } from "../../../src/schema/paint";
import { cleanReport, sampleReport } from "../../support/drift-report";

// The schema is of draft 4. Of what ajv knows only the name of its identifier differs; "definitions" and "$ref" are the same.
const { id: _, $schema: __, ...schema } = sarifSchema;
const ajv = addFormats(
  new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, unicodeRegExp: false }),
);
const validate = ajv.compile({ ...schema, $id: "sarif" });

test.each([
  ["everything", sampleReport()],
  ["no findings", cleanReport()],
  [
    "a file elsewhere, with a name of several scripts",
    sampleReport({ key: "电", value: "✓", reason: "x", file: "/ü b/电.json" }),
  ],
])("a report with %s is what the schema of SARIF 2.1.0 says", (_, report) => {
  const log = JSON.parse(sarif.print(report, { paint: uncoloured, verbose: false, base: process.cwd() }));
  expect({ valid: validate(log), errors: validate.errors }).toEqual({ valid: true, errors: null });
});

test("the schema would notice a member that the specification does not have", () => {
  const log = JSON.parse(sarif.print(cleanReport(), { paint: uncoloured, verbose: false, base: process.cwd() }));
  log.runs[0].results.push({ ruleId: "changed", message: { text: "x" }, levels: "error" });
  expect(validate(log)).toBe(false);
});

test("what is ignored can be left out, for a reader that takes it for an open alert", () => {
  const around = { paint: uncoloured, verbose: false, base: process.cwd() };
  const statesOf = (more: object) =>
    JSON.parse(sarif.print(sampleReport(), { ...around, ...more })).runs[0].results.map(
      ({ suppressions }: { suppressions?: unknown[] }) => suppressions?.length ?? 0,
    );
  const all: number[] = statesOf({});
  expect(all).toContain(1);
  expect(statesOf({ withoutIgnored: true })).toEqual(all.filter((count) => count === 0));
});
