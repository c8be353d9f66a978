import { errorDiagnostics, findingDiagnostic, warningDiagnostic } from "../../../../src/plugin/tfplugin6/diagnostic";
import { type Diagnostic, writeDiagnostic } from "../../../../src/plugin/tfplugin6/gen/tfplugin6";
import { ShapeError } from "../../../../src/schema/error";
import type { Path } from "../../../../src/schema/path";
import { asHostReads } from "../../../support/plugin/as-host-reads";
import { Diagnostic_Severity, DiagnosticSchema } from "../../../support/plugin/gen/tfplugin6_pb";

const asTerraformReads = (diagnostic: Diagnostic) => asHostReads(DiagnosticSchema, writeDiagnostic, diagnostic);
const occasion = { provider: "toy", doing: "reading toy_echo" };
const finding = (path: Path) => ({ path, summary: "Wrong", detail: "Do it right." });

test("an explained error is shown in its own words, at its path", () => {
  const error = new ShapeError([{ attribute: "volume" }], "a number", "a list");
  expect(errorDiagnostics(error, occasion).map(asTerraformReads)).toMatchObject([
    {
      severity: Diagnostic_Severity.ERROR,
      summary: "Value of the wrong type",
      detail: "volume: expected a number, found a list.",
      attribute: { steps: [{ selector: { case: "attributeName", value: "volume" } }] },
    },
  ]);
});

test("an error that stands for several findings is shown as those", () => {
  const findings = ["a", "b"].map((attribute) => finding([{ attribute }]));
  const error = Object.assign(new Error("two"), { summary: "Two things", detail: "Are wrong.", findings });
  expect(errorDiagnostics(error, occasion)).toEqual(findings.map(findingDiagnostic));
});

test.each([
  [new TypeError("x is undefined"), "x is undefined"],
  ["text", "text"],
  [undefined, "undefined"],
  [new Error(""), "(no message)"],
])("anything else is called a bug of the provider, whatever was thrown: %s", (thrown, message) => {
  const [{ summary, detail } = {}] = errorDiagnostics(thrown, occasion);
  expect(summary).toBe("Bug in the toy provider");
  expect(detail).toContain(`while reading toy_echo: ${message}\n`);
  expect(detail).not.toContain("diagnostic.test");
});

test("a path becomes Terraform's steps, and a nested one is repeated in the text", () => {
  const path = [{ attribute: "where" }, { attribute: "tags" }, { key: "site" }, { key: 0 }];
  expect(asTerraformReads(findingDiagnostic(finding(path)))).toMatchObject({
    detail: 'where.tags["site"][0]: Do it right.',
    attribute: {
      steps: [
        { selector: { case: "attributeName", value: "where" } },
        { selector: { case: "attributeName", value: "tags" } },
        { selector: { case: "elementKeyString", value: "site" } },
        { selector: { case: "elementKeyInt", value: 0n } },
      ],
    },
  });
});

test("a path at the top, or one the text names already, is not repeated", () => {
  expect(findingDiagnostic(finding([{ attribute: "where" }])).detail).toBe("Do it right.");
  const path = [{ attribute: "a" }, { attribute: "b" }];
  expect(findingDiagnostic({ ...finding(path), detail: "Set a.b." }).detail).toBe("Set a.b.");
});

test("a finding about the whole block has no path", () => {
  expect(findingDiagnostic(finding([]))).not.toHaveProperty("attribute");
});

test("a warning only differs in its severity", () => {
  const { severity, ...rest } = warningDiagnostic(finding([]));
  expect(severity).toBe(Diagnostic_Severity.WARNING);
  expect(rest).toEqual({ summary: "Wrong", detail: "Do it right." });
});
