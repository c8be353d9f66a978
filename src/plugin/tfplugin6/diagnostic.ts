import { type Explained, type Finding, isExplained } from "../../schema/error";
import { harmless, oneLine } from "../../schema/foreign-text";
import { type Path, printPath, type Step } from "../../schema/path";
import { type AttributePathStep, type Diagnostic, DiagnosticSeverity } from "./gen/tfplugin6";

/** What is being done for whom, for the report of a bug. */
export interface Occasion {
  /** "connect" */
  readonly provider: string;
  /** "reading connect_product" */
  readonly doing: string;
}

/** The single exit of errors: what a practitioner sees of one. */
export function errorDiagnostics(error: unknown, { provider, doing }: Occasion): Diagnostic[] {
  if (isExplained(error)) return (error.findings ?? [error]).map((part) => diagnostic(DiagnosticSeverity.ERROR, part));
  const message = error instanceof Error ? error.message : String(error);
  const bug = {
    summary: `Bug in the ${provider} provider`,
    detail:
      `An error that the provider should have handled came up while ${doing}: ${message || "(no message)"}\n\n` +
      "This is no mistake in your configuration. Please report it, together with what TF_LOG=debug shows.",
  };
  return [diagnostic(DiagnosticSeverity.ERROR, bug)];
}

export const findingDiagnostic = (finding: Finding): Diagnostic => diagnostic(DiagnosticSeverity.ERROR, finding);
export const warningDiagnostic = (finding: Finding): Diagnostic => diagnostic(DiagnosticSeverity.WARNING, finding);

function diagnostic(severity: number, { summary, detail, path = [] }: Explained): Diagnostic {
  return {
    severity,
    summary: oneLine(summary),
    detail: harmless(withPath(detail, path)),
    ...(path.length > 0 && { attribute: { steps: path.map(step) } }),
  };
}

/** Terraform points at the line of a top-level attribute, but only at the block for anything inside one. */
function withPath(detail: string, path: Path): string {
  const printed = printPath(path);
  return path.length < 2 || detail.includes(printed) ? detail : `${printed}: ${detail}`;
}

function step(step: Step): AttributePathStep {
  if ("attribute" in step) return { attributeName: step.attribute };
  return typeof step.key === "number" ? { elementKeyInt: step.key } : { elementKeyString: step.key };
}
