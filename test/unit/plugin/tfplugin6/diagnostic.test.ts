import { errorDiagnostic, errorDiagnostics, warningDiagnostic } from "../../../../src/plugin/tfplugin6/diagnostic";
import { type Diagnostic, writeDiagnostic } from "../../../../src/plugin/tfplugin6/gen/tfplugin6";
import type { Path } from "../../../../src/schema/path";
import { Problem } from "../../../../src/schema/problem";
import { wrongType } from "../../../../src/schema/wrong-type";
import { asHostReads } from "../../../support/plugin/as-host-reads";
import { Diagnostic_Severity, DiagnosticSchema } from "../../../support/plugin/gen/tfplugin6_pb";

const asTerraformReads = (diagnostic: Diagnostic) => asHostReads(DiagnosticSchema, writeDiagnostic, diagnostic);
const occasion = { provider: "toy", doing: "reading toy_echo" };
const problem = (path: Path, reason = "Do it right.") =>
  new Problem("invalid-value", { path, summary: "Wrong", reason });

test("a problem is shown in its own words, at its path", () => {
  const error = wrongType([{ attribute: "volume" }], "a number", "a list");
  expect(errorDiagnostics(error, occasion).map(asTerraformReads)).toMatchObject([
    {
      severity: Diagnostic_Severity.ERROR,
      summary: "Value of the wrong type",
      detail: "volume: expected a number, found a list.",
      attribute: { steps: [{ selector: { case: "attributeName", value: "volume" } }] },
    },
  ]);
});

test("a problem that stands for several is shown as those", () => {
  const problems = ["a", "b"].map((attribute) => problem([{ attribute }]));
  const both = new Problem("not-as-expected", { reason: "Both are wrong.", problems });
  expect(errorDiagnostics(both, occasion)).toEqual(problems.map(errorDiagnostic));
});

test("what to do follows what happened, below it where that has several lines, and what support asks for comes last", () => {
  const facts = { purpose: "get product P", platform: "EnOS Connect", status: 401, platformCode: 1002 };
  const parts = { reason: "It is unknown.", remedy: "Check it.", facts };
  expect(errorDiagnostic(new Problem("access-key-unknown", parts))).toMatchObject({
    summary: "Unknown access key",
    detail: "Could not get product P. It is unknown. Check it.\n\n(EnOS Connect: HTTP 401, code 1002)",
  });
  const lines = new Problem("not-as-expected", { reason: "It is\n  not as expected", remedy: "Check it." });
  expect(errorDiagnostic(lines).detail).toBe("It is\n  not as expected\n\nCheck it.");
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
  expect(asTerraformReads(errorDiagnostic(problem(path)))).toMatchObject({
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
  expect(errorDiagnostic(problem([{ attribute: "where" }])).detail).toBe("Do it right.");
  const path = [{ attribute: "a" }, { attribute: "b" }];
  expect(errorDiagnostic(problem(path, "Set a.b.")).detail).toBe("Set a.b.");
});

test("a problem about the whole block has no path", () => {
  expect(errorDiagnostic(problem([]))).not.toHaveProperty("attribute");
});

test("a warning only differs in its severity", () => {
  const { severity, ...rest } = warningDiagnostic(problem([]));
  expect(severity).toBe(Diagnostic_Severity.WARNING);
  expect(rest).toEqual({ summary: "Wrong", detail: "Do it right." });
});
