import { presenter } from "../platforms/redact";
import type { Finding } from "./check";

/** Makes findings fit to be shown to anybody: no secret, no home directory, no user name in a URL, and one line each. */
export function shareable(home: string | undefined, secrets: readonly string[]): (finding: Finding) => Finding {
  const show = presenter(secrets);
  const share = (text: string) => show(withoutUser(withoutHome(text, home)), Number.POSITIVE_INFINITY);
  return ({ detail, remedy, facts, ...finding }) => ({
    ...finding,
    detail: share(detail),
    ...(remedy !== undefined && { remedy: share(remedy) }),
    ...(facts && {
      facts: Object.fromEntries(
        Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" ? share(fact) : fact]),
      ),
    }),
  });
}

const withoutUser = (text: string): string => text.replace(/(\w:\/\/)[^/\s"]*@/g, "$1");

function withoutHome(text: string, home: string | undefined): string {
  if (home === undefined || home.length < 2) return text;
  const parts = text.split(home);
  // "/home/me" is not the beginning of "/home/meter".
  return parts.reduce((before, after) => `${before}${/^[\w.-]/.test(after) ? home : "~"}${after}`);
}
