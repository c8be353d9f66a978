import type { ProductSource } from "../product/source";
import { isProblem, type Problem, whatHappened } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

/** After so many failures in a row a platform is given up: it is down, or about to lock the keys. */
export const MAX_FAILURES = 5;
/** So long, in a program that goes on: an apply may take longer than an outage. */
const GIVEN_UP_MS = 30_000;

/** They say something about what was asked, and that the platform answers. */
const ofQuestion = new Set<ProblemCode>([
  "product-not-found",
  "too-many-products",
  "products-changed",
  "answer-misshapen",
  "answer-mismatched",
  "filter-unusable",
  "expression-unsupported",
  "organizations-unsupported",
  "rsa-key-missing",
  "secret-missing",
]);

/** The latest failures at one platform and organization, without a success between them. */
export class Failures {
  #first: Problem | undefined;
  #count = 0;
  #latest = 0;

  /** The first failure of a platform that is given up; undefined: it may be asked. */
  get givenUp(): Problem | undefined {
    return this.#count >= MAX_FAILURES && performance.now() - this.#latest < GIVEN_UP_MS ? this.#first : undefined;
  }

  add(problem: Problem): void {
    if (ofQuestion.has(problem.code)) {
      this.clear();
      return;
    }
    this.#first ??= problem;
    this.#count += 1;
    this.#latest = performance.now();
  }

  clear(): void {
    this.#first = undefined;
    this.#count = 0;
  }
}

/** The same source, which does not ask a platform or an organization that keeps failing: one outage is few requests. */
export function givingUp(source: ProductSource): ProductSource {
  const organizations = new Map<string | null, Failures>();
  const failuresOf = (orgId: string | null): Failures => {
    const known = organizations.get(orgId) ?? new Failures();
    organizations.set(orgId, known);
    return known;
  };
  const unlessGivenUp = async <T>(orgId: string | null, signal: AbortSignal | undefined, read: () => Promise<T>) => {
    const failures = failuresOf(orgId);
    if (failures.givenUp) throw notAsked(failures.givenUp);
    try {
      const value = await read();
      failures.clear();
      return value;
    } catch (error) {
      if (isProblem(error) && !signal?.aborted) failures.add(error);
      throw error;
    }
  };
  return {
    get: (key, orgId, signal) => unlessGivenUp(orgId, signal, () => source.get(key, orgId, signal)),
    getSecret: (key, orgId, signal) => unlessGivenUp(orgId, signal, () => source.getSecret(key, orgId, signal)),
    search: (query, signal, onUnread) =>
      unlessGivenUp(query.orgId, signal, () => source.search(query, signal, onUnread)),
  };
}

function notAsked(first: Problem): Problem {
  const { purpose: _, ...facts } = first.facts;
  return first.with({
    facts,
    reason: `Not asked, because ${MAX_FAILURES} reads in a row failed. The first of them: ${whatHappened(first)}`,
    remedy: "",
  });
}
