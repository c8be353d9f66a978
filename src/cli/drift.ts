import { volatileNames } from "../drift/attribute-names";
import { formats } from "../drift/formats/list";
import { listed } from "../schema/nearest";
import { defineCommand, flag, text, texts } from "./command";
import { type Comparison, compareFiles, compareWith } from "./drift/comparison";
import { IGNORE_FILE, readKnown, readRules, sourceFiles } from "./drift/inputs";
import { arrangeOutputs, readOutput } from "./drift/outputs";
import { platformNamed, platformOption } from "./platform-option";
import { UsageError } from "./usage";

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
    against: text("FILE", "CONNECT_… variables of another environment: in which products the two differ"),
    "no-ignored": flag("leave what is ignored out of SARIF: GitHub shows it as open alerts"),
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
    const { against } = values;
    if (against !== undefined && (values.lock ?? values.expectations ?? values.here) !== undefined)
      throw new UsageError("--against compares two environments: --lock, --expectations and --here are not for it");
    const requested = [...(values.format ?? []), ...(json ? ["json"] : [])].map(readOutput);
    const files = against === undefined ? sourceFiles(values) : [];
    const inputs = [...files.map(({ file }) => file), against ?? [], values.ignore ?? IGNORE_FILE].flat();
    const comparison: Comparison = {
      outputs: arrangeOutputs(requested, inputs),
      rules: readRules(values.ignore),
      baseline: values.baseline === undefined ? undefined : readKnown(values.baseline),
      withVolatile: values.volatile ?? false,
      verbose: values.verbose ?? false,
      withoutIgnored: values["no-ignored"] ?? false,
      chosen: platformNamed(values.platform),
      paint,
    };
    return against === undefined
      ? compareFiles({ ...comparison, files, here: values.here }, io)
      : compareWith(against, comparison, io);
  },
});
