import { harmless, oneLine } from "../../schema/foreign-text";
import { type Path, printPath, type Step } from "../../schema/path";
import { isProblem, type Problem, trailOf, whatHappened } from "../../schema/problem";
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
  if (isProblem(error)) return (error.problems.length > 0 ? error.problems : [error]).map(errorDiagnostic);
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      severity: DiagnosticSeverity.ERROR,
      summary: `Bug in the ${provider} provider`,
      detail: harmless(
        `An error that the provider should have handled came up while ${doing}: ${message || "(no message)"}\n\n` +
          "This is no mistake in your configuration. Please report it, together with what TF_LOG=debug shows.",
      ),
    },
  ];
}

export const errorDiagnostic = (problem: Problem): Diagnostic => diagnostic(DiagnosticSeverity.ERROR, problem);
export const warningDiagnostic = (problem: Problem): Diagnostic => diagnostic(DiagnosticSeverity.WARNING, problem);

/** What happened and what to do in one paragraph, or two where the first has several lines; what support asks for below. */
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

/** Terraform points at the line of a top-level attribute, but only at the block for anything inside one. */
function withPath(detail: string, path: Path): string {
  const printed = printPath(path);
  return path.length < 2 || detail.includes(printed) ? detail : `${printed}: ${detail}`;
}

function step(step: Step): AttributePathStep {
  if ("attribute" in step) return { attributeName: step.attribute };
  return typeof step.key === "number" ? { elementKeyInt: step.key } : { elementKeyString: step.key };
}
