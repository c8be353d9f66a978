import { isProblem, type Problem } from "./problem";

/** The result of some work, or the problem that it threw. */
export function orProblem<T>(work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}
