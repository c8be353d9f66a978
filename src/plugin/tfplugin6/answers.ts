import { isProblem, type Problem } from "../../schema/problem";
import type { CallContext, Log } from "../provider";
import type { Calls } from "./calls";
import { errorDiagnostic, errorDiagnostics, warningDiagnostic } from "./diagnostic";
import type { Diagnostic } from "./gen/tfplugin6";

/** What the work of a call results in: members of the response, and problems instead of them. */
type Result<R> = R & { readonly problems?: readonly Problem[] };

/**
 * Does the work of one call so that it always has a response: its result, and diagnostics. No call fails at the protocol: errors,
 * problems and warnings all become diagnostics.
 */
export const answerWith =
  (calls: Calls, provider: string, log: Log) =>
  async <R extends object>(
    doing: string,
    cancelled: AbortSignal,
    work: (context: CallContext) => Promise<Result<R>>,
  ): Promise<Partial<R> & { diagnostics: Diagnostic[] }> => {
    const warnings: Diagnostic[] = [];
    const warn = (problem: Problem) => {
      warnings.push(warningDiagnostic(problem));
    };
    const respond = (result: Partial<R>, errors: readonly Diagnostic[]) => ({
      ...result,
      diagnostics: [...warnings, ...errors],
    });
    try {
      const { problems = [], ...rest } = await calls.run((signal) => work({ signal, warn, log }), cancelled);
      return respond(rest as Partial<R>, problems.map(errorDiagnostic));
    } catch (error) {
      // The stack is for the log; practitioners get the sentence.
      log(isProblem(error) ? "debug" : "error", `error while ${doing}`, { error });
      return respond({}, errorDiagnostics(error, { provider, doing }));
    }
  };
