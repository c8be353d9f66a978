import { type OwnFile, parseOwnFile } from "../files/own-file";
import { originShape } from "../lock/entry";
import { oneMember } from "../schema/one-member";
import {
  anything,
  exactly,
  listOf,
  mapOf,
  members,
  oneOf,
  only,
  optional,
  orNull,
  type Shape,
  text,
} from "../schema/shape";
import { stableText } from "../schema/stable-text";
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

/** What is compared and printed again, as the schema of the report has it. A later release may have added members anywhere. */
const finding = {
  kind: oneOf(...findingKinds),
  fingerprint: only<string>("a fingerprint", (json) => typeof json === "string" && /^[0-9a-f]{32}$/.test(json)),
  origin: orNull(originShape),
  query: oneMember({ product: text, products: mapOf(anything) }),
  productKey: optional(text),
  attribute: optional(text),
  summary: text,
};

export const MAKE_ONE = 'Run "cdktf-connect drift --format json=NEW_FILE" to make one.';

const reportFile: OwnFile<{ readonly findings: readonly Reported[]; readonly unseen?: readonly KnownFinding[] }> = {
  version: REPORT_VERSION,
  // The file that is named may be something else, and needed.
  remedy: MAKE_ONE,
  // Less exact than the type: an origin of null is as good as none, and queries are only compared and printed.
  shape: members(
    {
      version: exactly(REPORT_VERSION),
      findings: listOf(members({ ...finding, state: text }, { open: true })),
      unseen: optional(listOf(members(finding, { open: true }))),
    },
    { open: true },
  ) as Shape<never>,
};

type Reported = KnownFinding & { readonly state: string };

/**
 * Reads the JSON report of an earlier run. What was ignored then is not known by it: it shall be heard of when its rule ends. What
 * that run did not compare, but knew from its own baseline, is known still. Throws a Problem of a file.
 */
export function readBaseline(content: string, file: string): Baseline {
  const { findings, unseen = [] } = parseOwnFile(content, file, reportFile).value;
  return baselineOf([...findings.filter((each) => isDrift(each) && each.state !== "ignored"), ...unseen]);
}

export const isSame = (known: KnownFinding, finding: Finding): boolean =>
  stableText(known.actual ?? null) === stableText(finding.actual ?? null);
