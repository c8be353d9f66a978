import { type Finding, isExplained } from "../../schema/error";
import type { CallContext, Log } from "../provider";
import type { Calls } from "./calls";
import { errorDiagnostics, findingDiagnostic, warningDiagnostic } from "./diagnostic";
import type { Diagnostic } from "./gen/tfplugin6";

/** Does one call's work so that it always has an answer: what it returns, and what a practitioner must know. */
export type Answer = <R extends object>(
  doing: string,
  cancelled: AbortSignal,
  work: (context: CallContext) => Promise<R & { findings?: readonly Finding[] }>,
) => Promise<Partial<R> & { diagnostics: Diagnostic[] }>;

/** No call ever fails as a call: errors, findings and warnings all become diagnostics. */
export function answerWith(calls: Calls, provider: string, log: Log): Answer {
  return async <R extends object>(
    doing: string,
    cancelled: AbortSignal,
    work: (context: CallContext) => Promise<R & { findings?: readonly Finding[] }>,
  ) => {
    const warnings: Diagnostic[] = [];
    const warn = (finding: Finding) => {
      warnings.push(warningDiagnostic(finding));
    };
    try {
      const { findings = [], ...rest } = await calls.run((signal) => work({ signal, warn, log }), cancelled);
      return { ...(rest as Partial<R>), diagnostics: [...warnings, ...findings.map(findingDiagnostic)] };
    } catch (error) {
      // The stack is for us; practitioners get the sentence.
      log(isExplained(error) ? "debug" : "error", `error while ${doing}`, { error });
      return { diagnostics: [...warnings, ...errorDiagnostics(error, { provider, doing })] } as Partial<R> & {
        diagnostics: Diagnostic[];
      };
    }
  };
}
