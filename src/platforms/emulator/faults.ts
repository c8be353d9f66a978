import { type Check, check, type Flaw } from "./shape";

/**
 * A failure on demand, in one vocabulary for every platform. One effect per fault; `delay` may come with any of them,
 * `body` and `retryAfter` with `status`, `message` with `code`.
 */
export interface Fault {
  readonly match?: { readonly action?: string; readonly path?: string };
  /** how many requests it strikes; 1 when absent */
  readonly times?: number;
  /** milliseconds the answer is held back */
  readonly delay?: number;
  /** an HTTP status, with the body the platform's gateway gives it */
  readonly status?: number;
  /** seconds, sent as `Retry-After` */
  readonly retryAfter?: number;
  /** a code of the platform, in its envelope */
  readonly code?: number | string;
  readonly message?: string;
  /** bytes of the real answer that arrive before the connection is cut */
  readonly truncate?: number;
  /** the connection is reset without an answer */
  readonly reset?: boolean;
  /** sent as HTML instead of JSON */
  readonly body?: string;
  /** answers from the products as they were before the last reload */
  readonly stale?: boolean;
}

const effects = ["reset", "truncate", "stale", "code", "body", "status", "delay"] as const;

const count: Check = (value, path, flaws) => {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return;
  flaws.push({ path, problem: "expected an integer, zero or more" });
};

const shape = check.object({
  match: check.optional(check.object({ action: check.optional(check.string), path: check.optional(check.string) })),
  times: check.optional(check.positive),
  delay: check.optional(count),
  status: check.optional((value, path, flaws) => {
    const fits = Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599;
    if (!fits) flaws.push({ path, problem: "expected an HTTP status from 200 to 599" });
  }),
  retryAfter: check.optional(count),
  code: check.optional((value, path, flaws) => {
    if (typeof value !== "string" && !Number.isInteger(value)) {
      flaws.push({ path, problem: "expected a code of the platform: an integer or a string" });
    }
  }),
  message: check.optional(check.string),
  truncate: check.optional(count),
  reset: check.optional(check.boolean),
  body: check.optional(check.string),
  stale: check.optional(check.boolean),
});

const members = new Set<string>([...effects, "match", "times", "message", "retryAfter"]);

const asked = (fault: Fault, effect: (typeof effects)[number]) =>
  fault[effect] !== undefined && fault[effect] !== null && fault[effect] !== false;

/** The effect of a fault, for the journal. */
export const effectOf = (fault: Fault): string => effects.find((effect) => asked(fault, effect)) ?? "none";

/** Checks one fault; a member nobody knows is a flaw, because a misspelled fault would silently never strike. */
export const checkFault: Check = (value, path, flaws: Flaw[]) => {
  const before = flaws.length;
  shape(value, path, flaws);
  if (flaws.length > before) return;
  const fault = value as Fault;
  const prefix = path === "" ? "" : `${path}.`;
  for (const key of Object.keys(fault)) {
    if (!members.has(key)) flaws.push({ path: `${prefix}${key}`, problem: `not one of ${[...members].join(", ")}` });
  }
  const effective = effects.filter((effect) => asked(fault, effect) && effect !== "delay");
  const alone = effective.length <= 1 || (effective.length === 2 && asked(fault, "body") && asked(fault, "status"));
  if (!alone) flaws.push({ path, problem: `asks for ${effective.join(" and ")} at once; one effect per fault` });
  if (effective.length === 0 && !asked(fault, "delay")) {
    flaws.push({ path, problem: `asks for nothing; name one of ${effects.join(", ")}` });
  }
};
