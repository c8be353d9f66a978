import { LookupError } from "../lookup/error";
import { stableText } from "../lookup/stable-text";
import { type Finding, findingKinds, isDrift } from "./finding";
import { REPORT_VERSION } from "./report";

/** A finding of an earlier run. */
export type KnownFinding = Pick<
  Finding,
  "kind" | "fingerprint" | "origin" | "query" | "productKey" | "attribute" | "expected" | "actual" | "summary"
>;

/** What was found by an earlier run, by `knownAs`. */
export type Baseline = ReadonlyMap<string, KnownFinding>;

/** The same for the same finding with the same expectation: a file that claims something else was not known. */
export const knownAs = ({ fingerprint, expected }: KnownFinding): string => stableText([fingerprint, expected ?? null]);

export const baselineOf = (known: readonly KnownFinding[]): Baseline =>
  new Map(known.map((finding) => [knownAs(finding), finding]));

/**
 * Reads the JSON report of an earlier run. What was ignored then is not known by it: it shall be heard of when its rule ends. What
 * that run did not compare, but knew from its own baseline, is known still. Throws an explained error that names `file`.
 */
export function readBaseline(text: string, file: string): Baseline {
  try {
    const { version, findings, unseen = [] } = Object(JSON.parse(text));
    if (Number.isSafeInteger(version) && version > REPORT_VERSION)
      throw new Error(`it was written by a newer cdktf-connect (version ${version}; this one reads ${REPORT_VERSION})`);
    if (version !== REPORT_VERSION || !Array.isArray(findings) || !Array.isArray(unseen))
      throw new Error("it is no JSON report");
    if (![...findings, ...unseen].every(isReported) || !findings.every(({ state }) => typeof state === "string"))
      throw new Error("it has findings that this command has not written");
    return baselineOf([...findings.filter((finding) => isDrift(finding) && finding.state !== "ignored"), ...unseen]);
  } catch (error) {
    throw new LookupError("Baseline cannot be used", `${file}: ${(error as Error).message}.`);
  }
}

/** Whether all is there that is compared and printed again, as the schema of the report has it. */
function isReported(json: unknown): boolean {
  const { kind, fingerprint, origin, query, productKey = "", attribute = "", summary } = Object(json);
  const { product = "", products = {}, ...others } = Object(query);
  return (
    findingKinds.includes(kind) &&
    /^[0-9a-f]{32}$/.test(fingerprint) &&
    (origin === null || areTexts(Object.values(isMembers(origin) ? origin : [0]))) &&
    isMembers(query) &&
    "product" in query !== "products" in query &&
    isMembers(products) &&
    Object.keys(others).length === 0 &&
    areTexts([product, productKey, attribute, summary])
  );
}

const isMembers = (json: unknown): json is object => json !== null && typeof json === "object" && !Array.isArray(json);

const areTexts = (values: readonly unknown[]): boolean => values.every((value) => typeof value === "string");

export const isSame = (known: KnownFinding, finding: Finding): boolean =>
  stableText(known.actual ?? null) === stableText(finding.actual ?? null);
