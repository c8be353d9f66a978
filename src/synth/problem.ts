import { join, sep } from "node:path";
import type { Problem } from "../schema/problem";

/** A problem as an exception at synth: with the construct, the code, and the line of the program. */
export function atSynth(problem: Problem, construct: string): Problem {
  const named = problem.with({ facts: { ...problem.facts, construct } });
  named.stack = [`Problem [${named.code}]: ${named.message}`, ...callsOfProgram(named)].join("\n");
  return named;
}

/** Node keeps ten lines of a stack trace, most of which would be this package's. */
function callsOfProgram({ stack = "", message }: Problem): string[] {
  const ours = join(__dirname, "..") + sep;
  const calls = stack.slice(stack.indexOf(message) + message.length).split("\n");
  return calls.filter((line) => /^ +at /.test(line) && !line.includes(ours));
}
