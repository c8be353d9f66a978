import { harmless } from "./foreign-text";
import type { Path } from "./path";
import { type ProblemCode, summaries } from "./problem-codes";

/**
 * The stage at which a read was refused: the platform does not know the API, or did not accept the credentials; `read`: both were
 * accepted, and the permission is missing or the read itself is wrong.
 */
export type Stage = "api" | "credentials" | "read";

/** Known data of a failure, for people to quote and for programs to read. */
export interface Facts {
  /** path of the construct that a program reads */
  readonly construct?: string;
  /** what was being done: "get product 8f7KmDED" */
  readonly purpose?: string;
  /** title of the platform that responded: "EnOS Connect" */
  readonly platform?: string;
  /** HTTP status */
  readonly status?: number;
  /** the platform's own code, as it writes it: 99403, "iot.prod.NotExistedProduct" */
  readonly platformCode?: string | number;
  /** the platform's own message, shortened */
  readonly message?: string;
  readonly requestId?: string;
  /** origin and path; never query or user name */
  readonly url?: string;
  readonly attempts?: number;
  readonly elapsedMs?: number;
  /** how many products match, and how many may */
  readonly found?: number;
  readonly maxItems?: number;
  /** a file and a location in it, counted from 1 */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A problem as data: what crosses threads and is printed as JSON. */
export interface ProblemData {
  readonly code: ProblemCode;
  /** a short sentence without a full stop */
  readonly summary: string;
  /** what happened, as whole sentences */
  readonly reason: string;
  /** what to do, as whole sentences; may be empty */
  readonly remedy: string;
  /** the argument or member to blame */
  readonly path?: Path;
  /** settings that `remedy` names, in snake case: a face that is configured by variables adds their names */
  readonly settings?: readonly string[];
  readonly facts?: Facts;
  readonly stage?: Stage;
  /** the platform was reached and does not let this caller read: wrong credentials, or no permission */
  readonly denied?: boolean;
  /** the problems that this one stands for: each is shown separately, instead of the sentences above */
  readonly problems?: readonly Problem[];
}

export type ProblemParts = Omit<ProblemData, "code" | "summary" | "remedy"> & {
  /** by default, the summary of the code */
  readonly summary?: string;
  readonly remedy?: string;
  readonly cause?: unknown;
};

/** Marks problems, because each bundle that is loaded into one process has its own copy of this class. */
const brand = Symbol.for("cdktf-connect.Problem");

/**
 * Why something cannot be done, for people and programs. Codes are stable and documented in docs/errors.md; each face decides how it
 * shows one. Its texts are safe to show everywhere.
 */
export class Problem extends Error {
  // Private: Node prints the members of an uncaught error below its text, and these would repeat it.
  readonly #data: ProblemData;

  constructor(code: ProblemCode, { summary = summaries[code], reason, remedy = "", cause, ...rest }: ProblemParts) {
    const texts = { summary: harmless(summary), reason: harmless(reason), remedy: harmless(remedy) };
    const data: ProblemData = { code, ...rest, ...texts };
    super(`${texts.summary}: ${detailOf(data)}`, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, "name", { value: "Problem" });
    Object.defineProperty(this, brand, { value: true });
    this.#data = data;
  }

  get code(): ProblemCode {
    return this.#data.code;
  }
  get summary(): string {
    return this.#data.summary;
  }
  get reason(): string {
    return this.#data.reason;
  }
  get remedy(): string {
    return this.#data.remedy;
  }
  get path(): Path {
    return this.#data.path ?? [];
  }
  get settings(): readonly string[] {
    return this.#data.settings ?? [];
  }
  get facts(): Facts {
    return this.#data.facts ?? {};
  }
  get stage(): Stage | undefined {
    return this.#data.stage;
  }
  get denied(): boolean {
    return this.#data.denied ?? false;
  }
  get problems(): readonly Problem[] {
    return this.#data.problems ?? [];
  }

  /** All of it but the summary, as one paragraph. */
  get detail(): string {
    return detailOf(this.#data);
  }

  toJSON(): ProblemData {
    return this.#data;
  }

  /** The same problem with other parts. */
  with(parts: Partial<ProblemParts>): Problem {
    const { code, ...data } = this.#data;
    return new Problem(code, { ...data, cause: this.cause, ...parts });
  }
}

/** A problem in our JSON reports. */
export const plainProblem = (problem: ProblemData) => ({
  code: problem.code,
  summary: problem.summary,
  detail: detailOf(problem),
  ...factsIn(problem),
});

/** The facts as a member, if there are any. */
export const factsIn = ({ facts = {} }: Pick<ProblemData, "facts">): { readonly facts?: Facts } =>
  Object.keys(facts).length === 0 ? {} : { facts };

/** The problem that was written as JSON. */
export const problemOf = (data: ProblemData): Problem => (isProblem(data) ? data : new Problem(data.code, data));

/** Whether an error is a problem, and one of these where codes are named. */
export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is Problem =>
  error !== null &&
  typeof error === "object" &&
  brand in error &&
  (codes.length === 0 || codes.includes((error as unknown as Problem).code));

const sentences = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

/** All of a problem but the summary: `Could not get product P. The platform does not know the access key. Check access_key. (EnOS Connect: HTTP 401, code 1002)` */
export const detailOf = ({ reason, remedy, facts = {} }: ProblemData): string =>
  sentences([whatHappened({ reason, facts }), remedy, trailOf(facts)]);

/** The reason, and what was being done. */
export const whatHappened = ({ reason, facts = {} }: Pick<ProblemData, "reason" | "facts">): string => {
  const { construct, purpose } = facts;
  return `${construct ? `${construct}: ` : ""}${purpose === undefined ? "" : `Could not ${purpose}. `}${reason}`;
};

/** What support asks for, in parentheses; empty where no request was made. */
export function trailOf(facts: Facts): string {
  const { platform, status, platformCode, message, requestId, url, attempts, elapsedMs } = facts;
  const parts = [
    status === undefined ? (url ?? "") : `HTTP ${status}`,
    platformCode === undefined ? "" : `code ${platformCode}`,
    message ? `message ${JSON.stringify(message)}` : "",
    requestId === undefined ? "" : `request ${requestId}`,
    attempts === undefined || (attempts === 1 && status !== undefined)
      ? ""
      : `${attempts === 1 ? "1 attempt" : `${attempts} attempts`} in ${elapsedMs ?? 0} ms`,
  ].filter((part) => part !== "");
  if (parts.length === 0) return "";
  return harmless(`(${platform === undefined ? "" : `${platform}: `}${parts.join(", ")})`);
}
