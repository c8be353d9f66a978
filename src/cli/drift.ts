import { volatileNames } from "../drift/attribute-names";
import type { Baseline } from "../drift/baseline";
import { examine } from "../drift/examine";
import type { Finding } from "../drift/finding";
import { formats } from "../drift/formats/list";
import { isInside } from "../drift/formats/location";
import { onlyHere, onlyPlatform } from "../drift/here";
import type { IgnoreRule } from "../drift/ignore-rule";
import { judge } from "../drift/judge";
import { openLive } from "../drift/live";
import { exitCodeOf, type Report, type Source } from "../drift/report";
import type { Platform } from "../platforms/platform";
import { originNamedBy } from "../reader/recorded";
import { oneLine } from "../schema/foreign-text";
import { listed } from "../schema/nearest";
import { type Paint, uncoloured } from "../schema/paint";
import { defineCommand, flag, text, texts } from "./command";
import { IGNORE_FILE, readKnown, readRules, readSource, type SourceFile, sourceFiles } from "./drift/inputs";
import { arrangeOutputs, type Output, readOutput, writeReport } from "./drift/outputs";
import { FAILURE } from "./exit-code";
import { type Io, tell } from "./io";
import { platformNamed, platformOption } from "./platform-option";
import { showProgress } from "./progress";

/** Options of every comparison with a platform. */
export const comparisonOptions = {
  volatile: flag(`compare also attributes that change by themselves: ${volatileNames.join(", ")}`),
  here: flag("leave out values of origins that the environment does not name"),
  verbose: flag("show each difference, however many there are"),
} as const;

export const drift = defineCommand({
  name: "drift",
  summary: "compare recorded and expected values with the platform",
  about: `Compares what was written down with what the platform says now, and only reads. The platform's address and keys come
from CONNECT_… variables, as everywhere. Nothing named: the nearest connect.lock.json here and above.`,
  options: {
    lock: texts("FILE", "values that programs recorded with atSynth"),
    expectations: texts("FILE", 'JSON by bootstrap or by hand: {"version":1,"products":{"KEY":{"modelId":"M"}}}'),
    format: texts(
      "NAME[=FILE]",
      `${listed(
        formats.map(({ name }) => name),
        "or",
      )}; repeatable, each to its own file`,
    ),
    ignore: text("FILE", `rules with a reason and an expiry (default: ${IGNORE_FILE} if it exists here)`),
    baseline: text("FILE", "JSON report of an earlier run: only new findings count"),
    ...comparisonOptions,
    platform: platformOption(
      "leave out what was recorded on other platforms; it also says which one a\nfile that names none is about, where the environment names both",
    ),
    json: flag("the same as --format json"),
  },
  notes: `Findings: changed (an attribute), absent (a product), extra (a product), denied (no access), unchecked (no answer).
Denied and unchecked can be neither ignored nor in a baseline: what was not checked is never clean.

A rule in ${IGNORE_FILE}; * stands for any text, "attribute", "kind" and "origin" narrow it, too:
  version: 1
  ignore:
    - product: "8f7*"
      attribute: maxValidDay
      reason: being raised in steps, ticket OPS-12
      expires: 2030-12-31`,
  example: [
    "in CI, with text for the log, SARIF and JUnit for those who show them",
    "cdktf-connect drift --expectations drift.expect.json --format sarif=drift.sarif --format junit=drift.xml",
  ],
  exitCodes: { 0: "as written down", 2: "drift", 1: "something could not be checked (even beside drift)" },
  run({ values, json, paint }, io) {
    const requested = [...(values.format ?? []), ...(json ? ["json"] : [])].map(readOutput);
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
        verbose: values.verbose,
        chosen: platformNamed(values.platform),
        paint,
      },
      io,
    );
  },
});

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
  /** whether each difference is shown, however many there are */
  readonly verbose?: boolean;
  /** for standard output */
  readonly paint: Paint;
}

/** Compares files with the platforms and writes the reports; resolves with the exit code. */
export async function compareFiles(comparison: Comparison, io: Io): Promise<number> {
  const { files, rules, baseline, withVolatile = false, chosen } = comparison;
  const { environment } = io;
  const named = files.map(readSource);
  const ofPlatform = chosen ? onlyPlatform(named, chosen) : named;
  const sources = comparison.here ? onlyHere(ofPlatform, environment) : ofPlatform;
  const findings = await compare(sources, { withVolatile, chosen }, io);
  const here = originNamedBy(environment, chosen);
  const report = judge(sources, findings, { rules, baseline, withVolatile, here, now: io.now() });
  return write(report, comparison, io) ? exitCodeOf(report) : FAILURE;
}

/** Asks the platforms of the environment, and shows on a terminal how far it is. */
async function compare(
  sources: readonly Source[],
  { withVolatile, chosen }: { readonly withVolatile: boolean; readonly chosen?: Platform },
  { environment, stderr }: Io,
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
function write(report: Report, { outputs, paint, verbose = false }: Comparison, io: Io): boolean {
  // Where GitHub checked the repository out it looks for files from there, wherever in it the check runs.
  const base = io.environment.GITHUB_WORKSPACE || process.cwd();
  if (outputs.some(({ format }) => format.pointsIntoFiles))
    for (const { file } of report.sources)
      if (!isInside(file, base))
        tell(io, `${oneLine(file)} lies outside of ${oneLine(base)}: SARIF and annotations have only its name\n`);
  let written = true;
  for (const { format, file } of outputs) {
    const content = format.print(report, { base, verbose, paint: file === undefined ? paint : uncoloured });
    if (file === undefined) {
      io.stdout.write(content);
      continue;
    }
    try {
      writeReport(file, content, io.stderr);
    } catch (error) {
      written = false;
      tell(io, `cdktf-connect: ${(error as Error).message}\n`);
    }
  }
  return written;
}
