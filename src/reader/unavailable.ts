import type { Problem } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

/** The platform is out of reach or fails: it says nothing about the keys, the permissions or the products. */
const unavailable = new Set<ProblemCode>([
  "host-unknown",
  "name-server-failed",
  "connection-refused",
  "connection-timeout",
  "connection-lost",
  "proxy-failed",
  "answer-timeout",
  "request-failed",
  "platform-failed",
]);

/** Whether a platform could not answer; one that refuses, or answers something else, could. */
export const isUnavailable = ({ code }: Problem): boolean => unavailable.has(code);
