import { LookupError } from "../lookup/error";
import type { Origin, Query } from "../lookup/query";
import { stableText } from "../lookup/stable-text";
import { isVolatile } from "./attribute-names";
import { type Finding, isDrift } from "./finding";
import { REPORT_VERSION } from "./report";

/** A finding of an earlier run. */
export type KnownFinding = Pick<
  Finding,
  "kind" | "fingerprint" | "origin" | "query" | "productKey" | "attribute" | "expected" | "actual" | "summary"
>;

/** What was found by an earlier run, by fingerprint. */
export type Baseline = ReadonlyMap<string, KnownFinding>;

/**
 * Reads the JSON report of an earlier run. What was ignored then is not known by it: it shall be heard of when its rule ends.
 * Throws an explained error that names `file`.
 */
export function readBaseline(text: string, file: string): Baseline {
  try {
    const { version, findings } = Object(JSON.parse(text));
    if (Number.isSafeInteger(version) && version > REPORT_VERSION)
      throw new Error(`it was written by a newer cdktf-connect (version ${version}; this one reads ${REPORT_VERSION})`);
    if (version !== REPORT_VERSION || !Array.isArray(findings)) throw new Error("it is no JSON report");
    if (!findings.every(isReported)) throw new Error("it has findings without kind, fingerprint or state");
    const known = findings.filter((finding) => isDrift(finding) && finding.state !== "ignored");
    return new Map(known.map((finding) => [finding.fingerprint, finding]));
  } catch (error) {
    throw new LookupError("Baseline cannot be used", `${file}: ${(error as Error).message}`);
  }
}

const isReported = (finding: unknown): finding is Finding & { state: string } =>
  ["kind", "fingerprint", "state", "summary"].every(
    (name) => typeof (finding as Record<string, unknown> | null)?.[name] === "string",
  );

export const isSame = (known: KnownFinding, finding: Finding): boolean =>
  stableText(known.actual ?? null) === stableText(finding.actual ?? null);

/** What a run cannot say is gone. */
export interface Unseen {
  readonly findings: readonly Finding[];
  readonly leftOut: readonly { readonly origin: Origin | undefined; readonly query: Query }[];
  readonly withVolatile: boolean;
}

/** What an earlier run found and this one does not, although it looked. */
export function goneSince(baseline: Baseline, { findings, leftOut, withVolatile }: Unseen): KnownFinding[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  // Where not even the place is known, the question may be that of any place.
  const idOf = (origin: Origin | undefined, query: Query): string => stableText([origin ?? null, query]);
  const unseen = new Set(
    [...findings.filter((finding) => !isDrift(finding)), ...leftOut].map(({ origin, query }) => idOf(origin, query)),
  );
  return [...baseline.values()].filter(
    ({ fingerprint, origin, query, attribute }) =>
      !found.has(fingerprint) &&
      !unseen.has(idOf(origin, query)) &&
      !unseen.has(idOf(undefined, query)) &&
      (withVolatile || !isVolatile(attribute)),
  );
}
