import { harmless, oneLine } from "../../schema/foreign-text";
import { type Path, printPath, type Step } from "../../schema/path";
import { isProblem, type Problem, trailOf, whatHappened } from "../../schema/problem";
import { type AttributePathStep, type Diagnostic, DiagnosticSeverity } from "./gen/tfplugin6";

/** The provider and its current work, for the report of a bug. */
export interface Occasion {
  /** "connect" */
  readonly provider: string;
  /** "reading connect_product" */
  readonly doing: string;
}

/** The diagnostics of an error; all errors leave the provider here. */
export function errorDiagnostics(error: unknown, { provider, doing }: Occasion): Diagnostic[] {
  if (isProblem(error)) return (error.problems.length > 0 ? error.problems : [error]).map(errorDiagnostic);
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      severity: DiagnosticSeverity.ERROR,
      summary: `Bug in the ${provider} provider`,
      detail: harmless(
        `Unexpected error while ${doing}: ${message || "(no message)"}\n\n` +
          "This is not a mistake in your configuration. Please report it, with the output of TF_LOG=debug.",
      ),
    },
  ];
}

export const errorDiagnostic = (problem: Problem): Diagnostic => diagnostic(DiagnosticSeverity.ERROR, problem);
export const warningDiagnostic = (problem: Problem): Diagnostic => diagnostic(DiagnosticSeverity.WARNING, problem);

/** Reason and remedy in one paragraph, or two if the first has several lines; then the facts for support. */
function diagnostic(severity: number, problem: Problem): Diagnostic {
  const { summary, remedy, facts, path } = problem;
  const happened = withPath(whatHappened(problem), path);
  const sentences = [happened, remedy].filter((text) => text !== "").join(happened.includes("\n") ? "\n\n" : " ");
  return {
    severity,
    summary: oneLine(summary),
    detail: [sentences, trailOf(facts)].filter((text) => text !== "").join("\n\n"),
    ...(path.length > 0 && { attribute: { steps: path.map(step) } }),
  };
}

/** Terraform shows the line of a top-level attribute, but only the block for a nested one. */
function withPath(detail: string, path: Path): string {
  const printed = printPath(path);
  return path.length < 2 || detail.includes(printed) ? detail : `${printed}: ${detail}`;
}

function step(step: Step): AttributePathStep {
  if ("attribute" in step) return { attributeName: step.attribute };
  return typeof step.key === "number" ? { elementKeyInt: step.key } : { elementKeyString: step.key };
}
