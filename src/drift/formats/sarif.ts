import { harmless } from "../../schema/foreign-text";
import { version } from "../../version";
import { isSame } from "../baseline";
import type { Location } from "../claim";
import { isDrift } from "../finding";
import { exitCodeOf, isComplete, type JudgedFinding, type Report } from "../report";
import type { Format } from "./format";
import { fileUri } from "./location";
import { notesOf } from "./notes";
import { failureDescriptors, failureIndex, ruleDescriptors, ruleIndex } from "./sarif-rules";

/** Files are named relative to it; its own path is not shown. */
const ROOT = "%SRCROOT%";

/** SARIF 2.1.0, for code scanning: what drifted is a result, what could not be checked is a failure of the tool. */
export const sarif: Format = {
  name: "sarif",
  pointsIntoFiles: true,
  print(report, { base, withoutIgnored }) {
    const at = locateFrom(base);
    const shown = report.findings.filter(
      (finding) => isDrift(finding) && !(withoutIgnored && finding.state === "ignored"),
    );
    const run = {
      tool: {
        driver: {
          name: "cdktf-connect drift",
          fullName: `cdktf-connect drift ${version}`,
          semanticVersion: version,
          rules: ruleDescriptors,
          notifications: failureDescriptors,
        },
      },
      automationDetails: { id: categoryOf(report, base) },
      originalUriBaseIds: { [ROOT]: { description: { text: "The root of the checkout, or where the check ran." } } },
      invocations: [
        {
          executionSuccessful: isComplete(report),
          exitCode: exitCodeOf(report),
          toolExecutionNotifications: report.findings
            .filter((finding) => !isDrift(finding))
            .map((finding) => failure(finding, at)),
          toolConfigurationNotifications: rulesToMend(report, at),
        },
      ],
      results: shown.map((finding) => result(finding, report, at)),
    };
    const $schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    return `${harmless(JSON.stringify({ $schema, version: "2.1.0", runs: [run] }, null, 2))}\n`;
  },
};

/**
 * GitHub replaces the results of an earlier upload with the same id, up to its last slash, and refuses two of them in one upload:
 * each environment has its own, and so has each set of files. The content of the files does not count, so that what was mended is closed.
 */
function categoryOf({ here, sources }: Report, base: string): string {
  const { platform, ...identity } = here ?? {};
  const names = Object.keys(identity).sort();
  const origin = [platform, ...names.map((name) => identity[name]?.replace(/^https?:\/\/|\/$/g, ""))];
  const files = sources.flatMap(({ file }) => fileUri(file, base).split("/"));
  const parts = ["cdktf-connect-drift", ...origin, ...files];
  return parts.flatMap((part) => (part ? [`${part.replace(/[^\w.:@-]/g, "-")}/`] : [])).join("");
}

type Locate = (location: Location) => object;

const locateFrom =
  (base: string): Locate =>
  ({ file, line }) => {
    return {
      physicalLocation: {
        artifactLocation: { uri: fileUri(file, base), uriBaseId: ROOT },
        ...(line !== undefined && { region: { startLine: line } }),
      },
    };
  };

const message = ({ summary, detail }: JudgedFinding) => ({
  text: literal(detail === "" ? `${summary}.` : `${summary}. ${detail}`),
});

/** Text in which nothing is a placeholder or a link (SARIF 2.1.0, 3.11.5 and 3.11.6). */
const literal = (text: string): string => text.replace(/[[\]]/g, "\\$&").replace(/[{}]/g, "$&$&");

function result(finding: JudgedFinding, { rules, since }: Report, at: Locate) {
  const { kind, fingerprint, location, state, rule, before } = finding;
  return {
    ruleId: kind,
    ruleIndex: ruleIndex(kind),
    level: "error",
    message: message(finding),
    locations: [at(location)],
    // GitHub distinguishes alerts by the second name alone, and would otherwise take two attributes on one line for one.
    partialFingerprints: { "drift/v1": fingerprint, primaryLocationLineHash: fingerprint },
    // Of all results or of none, as the specification has it; so is the state.
    ...(rules.length > 0 && {
      suppressions:
        state === "ignored" && rule
          ? [
              {
                kind: "external",
                status: "accepted",
                justification: `${rule.reason} (until ${rule.expires})`,
                location: at(rule.location),
              },
            ]
          : [],
    }),
    ...(since && { baselineState: before === undefined ? "new" : isSame(before, finding) ? "unchanged" : "updated" }),
  };
}

const failure = (finding: JudgedFinding, at: Locate) => ({
  descriptor: { id: finding.kind, index: failureIndex(finding.kind) },
  level: "error",
  message: message(finding),
  locations: [at(finding.location)],
});

/** Rules that have ended, or are not needed any more. */
const rulesToMend = (report: Report, at: Locate) =>
  notesOf(report).flatMap(({ kind, words, location }) =>
    location && (kind === "expired" || kind === "unused")
      ? [{ level: "warning", message: { text: literal(`${words}.`) }, locations: [at(location)] }]
      : [],
  );
