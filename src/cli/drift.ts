import { volatileNames } from "../drift/attribute-names";
import type { Baseline } from "../drift/baseline";
import { examine } from "../drift/examine";
import type { Finding } from "../drift/finding";
import { onlyHere, onlyPlatform } from "../drift/here";
import type { IgnoreRule } from "../drift/ignore-rule";
import { judge } from "../drift/judge";
import { openLive } from "../drift/live";
import { exitCodeOf, type Report, type Source } from "../drift/report";
import type { Environment, Platform } from "../platforms/platform";
import { originNamedBy } from "../reader/recorded";
import { harmless } from "../schema/foreign-text";
import { IGNORE_FILE, readKnown, readRules, readSource, type SourceFile, sourceFiles } from "./drift/inputs";
import { arrangeOutputs, type Output, readOutput, writeReport } from "./drift/outputs";
import { FAILURE } from "./exit-code";
import { parseOptions } from "./options";
import { platformNamed, platformNames } from "./platform-option";
import { type Screen, showProgress } from "./progress";

export const driftHelp = `Usage: cdktf-connect drift [--lock FILE]… [--expectations FILE]… [--format NAME[=FILE]]…
                           [--json] [--ignore FILE] [--baseline FILE]
                           [--volatile] [--here] [--platform ${platformNames}]

Compares what was written down with what the platform says now, and only reads. The platform's address and keys come
from CONNECT_… variables, as everywhere. Nothing named: the nearest connect.lock.json here and above.

  --lock FILE          values that programs recorded with atSynth
  --expectations FILE  JSON by bootstrap or by hand: {"version":1,"products":{"KEY":{"modelId":"M"}}}
  --format NAME[=FILE] text, json, sarif, junit, markdown or github; repeatable, each to its own file
  --json               the same as --format json
  --ignore FILE        rules with a reason and an expiry (default: ${IGNORE_FILE} if it exists here)
  --baseline FILE      JSON report of an earlier run: only new findings count
  --volatile           compare also attributes that change by themselves: ${volatileNames.join(", ")}
  --here               leave out values of origins that the environment does not name
  --platform NAME      leave out what was recorded on other platforms; it also says which one a file
                       that names none is about, where the environment names both

Findings: changed (an attribute), absent (a product), extra (a product), denied (no access), unchecked (no answer).
Denied and unchecked can be neither ignored nor in a baseline: what was not checked is never clean.

A rule in ${IGNORE_FILE}; * stands for any text, "attribute", "kind" and "origin" narrow it, too:
  version: 1
  ignore:
    - product: "8f7*"
      attribute: maxValidDay
      reason: being raised in steps, ticket OPS-12
      expires: 2030-12-31

Example, in CI: text for the log, SARIF and JUnit for those who show them
  cdktf-connect drift --expectations drift.expect.json --format sarif=drift.sarif --format junit=drift.xml

Exit codes: 0 as written down, 2 drift, 1 something could not be checked (even beside drift), 3 usage.
`;

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;
const options = {
  lock: texts,
  expectations: texts,
  format: texts,
  json: flag,
  ignore: text,
  baseline: text,
  volatile: flag,
  here: flag,
  platform: text,
} as const;

/** The environment of the command; tests set it. */
export interface DriftSurroundings {
  readonly environment: Environment;
  readonly now: Date;
  readonly stdout: { write(text: string): unknown; hasColors?(): boolean };
  readonly stderr: Screen;
}

const ofProcess = (): DriftSurroundings => ({
  environment: process.env,
  now: new Date(),
  stdout: process.stdout,
  stderr: process.stderr,
});

/** `cdktf-connect drift` */
export async function drift(args: string[], around: DriftSurroundings = ofProcess()): Promise<number> {
  const { values } = parseOptions({ args, options });
  const requested = [...(values.format ?? []), ...(values.json ? ["json"] : [])].map(readOutput);
  const files = sourceFiles(values);
  const inputs = [...files.map(({ file }) => file), values.ignore ?? IGNORE_FILE];
  return compareFiles(
    {
      files,
      outputs: arrangeOutputs(requested, inputs),
      rules: readRules(values.ignore),
      baseline: values.baseline === undefined ? undefined : readKnown(values.baseline),
      withVolatile: values.volatile,
      here: values.here,
      chosen: platformNamed(values.platform),
    },
    around,
  );
}

/** One comparison, as `drift` and `lock verify` request it. */
export interface Comparison {
  readonly files: readonly SourceFile[];
  readonly outputs: readonly Output[];
  readonly rules?: readonly IgnoreRule[];
  readonly baseline?: Baseline;
  readonly withVolatile?: boolean;
  /** leave out what is of an origin that the environment does not name */
  readonly here?: boolean;
  readonly chosen?: Platform;
}

/** Compares files with the platforms and writes the reports; resolves with the exit code. */
export async function compareFiles(comparison: Comparison, around: DriftSurroundings = ofProcess()): Promise<number> {
  const { files, outputs, rules, baseline, withVolatile = false, chosen } = comparison;
  const { environment, now } = around;
  const named = files.map(readSource);
  const ofPlatform = chosen ? onlyPlatform(named, chosen) : named;
  const sources = comparison.here ? onlyHere(ofPlatform, environment) : ofPlatform;
  const findings = await compare(sources, { withVolatile, chosen }, around);
  const here = originNamedBy(environment, chosen);
  const report = judge(sources, findings, { rules, baseline, withVolatile, here, now });
  return write(report, outputs, around) ? exitCodeOf(report) : FAILURE;
}

/** Asks the platforms of the environment, and shows on a terminal how far it is. */
async function compare(
  sources: readonly Source[],
  { withVolatile, chosen }: { readonly withVolatile: boolean; readonly chosen?: Platform },
  { environment, stderr }: DriftSurroundings,
): Promise<Finding[]> {
  const live = openLive(environment, new AbortController().signal, chosen);
  const { progress, end } = showProgress(stderr);
  try {
    const claims = sources.flatMap((source) => source.claims);
    return await examine(claims, live, { withVolatile, progress });
  } finally {
    end();
    await live.close();
  }
}

/** Whether every file could be written; one that cannot keeps no other from being. */
function write(report: Report, outputs: readonly Output[], around: DriftSurroundings): boolean {
  const { environment, stdout, stderr } = around;
  // Where GitHub checked the repository out it looks for files from there, wherever in it the check runs.
  const base = environment.GITHUB_WORKSPACE || process.cwd();
  let written = true;
  for (const { format, file } of outputs) {
    const content = format.print(report, { base, colours: file === undefined && (stdout.hasColors?.() ?? false) });
    if (file === undefined) {
      stdout.write(content);
      continue;
    }
    try {
      writeReport(file, content, stderr);
    } catch (error) {
      written = false;
      stderr.write(harmless(`cdktf-connect: ${(error as Error).message}\n`));
    }
  }
  return written;
}
