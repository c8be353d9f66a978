import { isProblem, type Problem } from "../../schema/problem";
import type { CallContext, Log } from "../provider";
import type { Calls } from "./calls";
import { errorDiagnostic, errorDiagnostics, warningDiagnostic } from "./diagnostic";
import type { Diagnostic } from "./gen/tfplugin6";

/** Does the work of one call so that it always has a response: its result, and diagnostics. */
export type Answer = <R extends object>(
  doing: string,
  cancelled: AbortSignal,
  work: (context: CallContext) => Promise<R & { problems?: readonly Problem[] }>,
) => Promise<Partial<R> & { diagnostics: Diagnostic[] }>;

/** No call fails at the protocol: errors, problems and warnings all become diagnostics. */
export function answerWith(calls: Calls, provider: string, log: Log): Answer {
  return async <R extends object>(
    doing: string,
    cancelled: AbortSignal,
    work: (context: CallContext) => Promise<R & { problems?: readonly Problem[] }>,
  ) => {
    const warnings: Diagnostic[] = [];
    const warn = (problem: Problem) => {
      warnings.push(warningDiagnostic(problem));
    };
    try {
      const { problems = [], ...rest } = await calls.run((signal) => work({ signal, warn, log }), cancelled);
      return { ...(rest as Partial<R>), diagnostics: [...warnings, ...problems.map(errorDiagnostic)] };
    } catch (error) {
      // The stack is for the log; practitioners get the sentence.
      log(isProblem(error) ? "debug" : "error", `error while ${doing}`, { error });
      return { diagnostics: [...warnings, ...errorDiagnostics(error, { provider, doing })] } as Partial<R> & {
        diagnostics: Diagnostic[];
      };
    }
  };
}
