import { count } from "../schema/count";
import { type Facts, Problem, type ProblemParts } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

/** A request to a platform and its response without the data, as far as messages may show them. */
export interface Exchange {
  /** the platform's title */
  readonly platform: string;
  /** "get product 8f7KmDED" */
  readonly purpose: string;
  readonly status: number;
  /** the platform's own code; null where there is none */
  readonly code: string | number | null;
  readonly msg: string | null;
  readonly requestId: string | null;
  readonly attempts?: number;
  readonly elapsedMs?: number;
  /** the setting that must match the platform's edition, if there is one */
  readonly editionSetting?: string;
}

/** The reason of a refusal, as the platform's documents explain it. */
export interface Refusal extends Pick<ProblemParts, "summary" | "reason" | "denied" | "stage"> {
  readonly code: ProblemCode;
  readonly remedy: string;
}

/** The problem of a request that a platform refused, or whose response cannot be used. */
export const refusedBy = (exchange: Exchange, { code, ...parts }: Refusal): Problem =>
  new Problem(code, { ...parts, facts: factsOf(exchange) });

/** The problem of a response that does not come from the platform. */
export const foreignResponse = (exchange: Exchange, reason: string, remedy: string): Problem =>
  refusedBy(exchange, { code: "answer-foreign", summary: `Not a response from ${exchange.platform}`, reason, remedy });

/** The problem of a response that does not belong to the request. */
export const mismatched = (exchange: Exchange, reason: string): Problem =>
  refusedBy(exchange, {
    code: "answer-mismatched",
    reason,
    remedy:
      "Check that endpoint leads to the platform itself, and that nothing on the way caches or rewrites requests.",
  });

/** The problem of a successful response without the requested data. */
export const misshapen = (exchange: Exchange, reason: string): Problem =>
  refusedBy(exchange, {
    code: "answer-misshapen",
    reason,
    remedy: exchange.editionSetting
      ? `Check that ${exchange.editionSetting} fits the platform's edition; if it does, please report it as a bug, with the code and the request.`
      : bugReport,
  });

/** What support asks for. */
export const factsOf = ({ platform, purpose, status, code, msg, requestId, attempts, elapsedMs }: Exchange): Facts => ({
  purpose,
  platform,
  status,
  ...(code !== null && { platformCode: code }),
  ...(msg && { message: msg }),
  ...(requestId !== null && { requestId }),
  ...(attempts !== undefined && { attempts, elapsedMs: elapsedMs ?? 0 }),
});

export const laterOrSupport =
  "Try again later; if it persists, ask the platform's support or operator and quote the code and the request.";
export const bugReport = "Please report it as a bug, with the code and the request.";

/** A sentence when the clocks of this machine and the platform differ by more than a minute. */
export function clockDifference(date: string | undefined): string | undefined {
  const ahead = Date.now() - Date.parse(date ?? "");
  if (Number.isNaN(ahead) || Math.abs(ahead) <= 60_000) return undefined;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return `This machine's clock is ${count(minutes, "minute")} ${ahead > 0 ? "ahead of" : "behind"} the platform's.`;
}
