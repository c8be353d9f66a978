import { converted, flag, ifAny, members, mistake, only, type Shape, text } from "../../schema/shape";

/**
 * A failure on demand, in one vocabulary for every platform. One effect per fault; `delay` may come with any of them,
 * `body` and `retryAfter` with `status`, `message` with `code`.
 */
export interface Fault {
  readonly match?: { readonly action?: string; readonly path?: string };
  /** how many requests it affects; 1 when absent */
  readonly times?: number;
  /** milliseconds before the response */
  readonly delay?: number;
  /** an HTTP status, with the body the platform's gateway gives it */
  readonly status?: number;
  /** seconds, sent as `Retry-After` */
  readonly retryAfter?: number;
  /** a code of the platform, in its envelope */
  readonly code?: number | string;
  readonly message?: string;
  /** bytes of the real response that arrive before the connection is cut */
  readonly truncate?: number;
  /** the connection is reset without a response */
  readonly reset?: boolean;
  /** sent as HTML instead of JSON */
  readonly body?: string;
  /** responds with the products as they were before the last reload */
  readonly stale?: boolean;
}

const effects = ["reset", "truncate", "stale", "code", "body", "status", "delay"] as const;

const wholeFrom = (label: string, least: number, most = Number.MAX_SAFE_INTEGER): Shape<number> =>
  only(label, (json) => Number.isSafeInteger(json) && (json as number) >= least && (json as number) <= most);

const count = ifAny(wholeFrom("an integer, zero or more", 0));

const shape = members({
  match: ifAny(members({ action: ifAny(text), path: ifAny(text) }, { open: true })),
  times: ifAny(wholeFrom("a positive integer", 1)),
  delay: count,
  status: ifAny(wholeFrom("an HTTP status from 200 to 599", 200, 599)),
  retryAfter: count,
  code: ifAny(
    only<number | string>(
      "a code of the platform, an integer or a string",
      (json) => typeof json === "string" || Number.isInteger(json),
    ),
  ),
  message: ifAny(text),
  truncate: count,
  reset: ifAny(flag),
  body: ifAny(text),
  stale: ifAny(flag),
});

const has = (fault: Fault, effect: (typeof effects)[number]) =>
  fault[effect] !== undefined && fault[effect] !== null && fault[effect] !== false;

/** The effect of a fault, for the journal. */
export const effectOf = (fault: Fault): string => effects.find((effect) => has(fault, effect)) ?? "none";

/** A misspelled member is a mistake, because the fault would never take effect. */
export const faultShape: Shape<Fault> = converted(shape as Shape<Fault>, (fault, path, note) => {
  const effective = effects.filter((effect) => has(fault, effect) && effect !== "delay");
  const alone = effective.length <= 1 || (effective.length === 2 && has(fault, "body") && has(fault, "status"));
  if (!alone) note(mistake(path, `it has ${effective.join(" and ")}; a fault has one effect.`));
  if (effective.length === 0 && !has(fault, "delay"))
    note(mistake(path, `it has no effect; the effects are ${effects.join(", ")}.`));
  return fault;
});
