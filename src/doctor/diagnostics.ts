import { oneLine, shortened } from "../schema/foreign-text";

/** Enough for two sentences with a path and a URL. */
const LONGEST = 400;

/** The first error that an engine prints as text; undefined if there is none. */
export function firstError(text: string): string | undefined {
  const [, summary = "", rest = ""] = /^Error: (.*)\n([\s\S]*)/m.exec(text) ?? [];
  return summary === "" ? undefined : sentence(summary, rest);
}

/** What is wrong with the CLI configuration as a whole, by the box that an engine prints before everything else. */
export function configurationProblem(stderr: string): string | undefined {
  const box = /^There are some problems with the CLI configuration:\n([\s\S]*?)╵/m.exec(stderr)?.[1];
  const [, summary, rest = ""] = /(?:Error|Warning): (.*)\n?([\s\S]*)/.exec(box?.replace(/^[╷│] ?/gm, "") ?? "") ?? [];
  if (summary === undefined) return undefined;
  // After the position a parser quotes what it found there, and that may be a token.
  return cut(join(summary, rest).replace(/(\b\d+:\d+)\b[\s\S]*/, "$1"));
}

/** What `validate -json` says. */
export interface Validation {
  readonly error?: string;
  readonly override?: string;
}

/** Reads what `validate -json` printed; undefined if it is something else. */
export function readValidation(stdout: string, address: string): Validation | undefined {
  try {
    const { valid, diagnostics } = JSON.parse(stdout.slice(stdout.indexOf("{")));
    if (typeof valid !== "boolean" || !Array.isArray(diagnostics)) return undefined;
    const texts = (severity: string): { summary: string; detail: string }[] =>
      diagnostics.filter((diagnostic) => diagnostic.severity === severity);
    const [error] = texts("error");
    const override = texts("warning")
      .flatMap(({ detail }) => detail.split("\n"))
      .find((line) => line.trim().startsWith(`- ${address} in `));
    return {
      ...(!valid && { error: sentence(error?.summary ?? "", error?.detail ?? "") }),
      ...(override !== undefined && { override: oneLine(override.replace("- ", "")) }),
    };
  } catch {
    return undefined;
  }
}

/** A summary and the first paragraph of its detail. */
function sentence(summary: string, detail: string): string {
  const [first = ""] = detail.trim().split(/\n\s*\n/);
  // go-plugin goes on with what such a message means for programs written in Go.
  return cut(join(summary, first).replace(/\nThis usually means[\s\S]*/, ""));
}

const join = (summary: string, detail: string): string =>
  [summary.trim(), detail.trim()].filter((part) => part !== "").join(": ");

function cut(text: string): string {
  const line = oneLine(text);
  return line.length <= LONGEST ? line : `${shortened(line, LONGEST)}…`;
}
