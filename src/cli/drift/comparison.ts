import { compareEnvironments } from "../../drift/against";
import type { Baseline } from "../../drift/baseline";
import { examine } from "../../drift/examine";
import type { Finding } from "../../drift/finding";
import { isInside } from "../../drift/formats/location";
import { onlyHere, onlyPlatform } from "../../drift/here";
import type { IgnoreRule } from "../../drift/ignore-rule";
import { judge } from "../../drift/judge";
import { openLive } from "../../drift/live";
import { exitCodeOf, type Report, type Source } from "../../drift/report";
import type { Platform } from "../../platforms/platform";
import { originNamedBy } from "../../reader/recorded";
import { originOf } from "../../reader/target";
import { oneLine } from "../../schema/foreign-text";
import { type Paint, uncoloured } from "../../schema/paint";
import { FAILURE } from "../exit-code";
import { type Io, tell } from "../io";
import { withProgress } from "../progress";
import { environments } from "./environment";
import { readSource, type SourceFile } from "./inputs";
import { type Output, writeReport } from "./outputs";

/** What `drift` and `lock verify` request of a comparison. */
export interface Comparison {
  readonly outputs: readonly Output[];
  readonly rules?: readonly IgnoreRule[];
  readonly baseline?: Baseline;
  readonly withVolatile: boolean;
  readonly chosen: Platform | undefined;
  /** whether each difference is shown, however many there are */
  readonly verbose: boolean;
  /** of SARIF */
  readonly withoutIgnored?: boolean;
  /** for standard output */
  readonly paint: Paint;
}

/** Files to compare with the platforms; `here`: leave out what is of an origin that the environment does not name. */
interface Files extends Comparison {
  readonly files: readonly SourceFile[];
  readonly here: boolean | undefined;
}

/** Compares files with the platforms and writes the reports; resolves with the exit code. */
export async function compareFiles(comparison: Files, io: Io): Promise<number> {
  const { chosen, withVolatile } = comparison;
  const named = comparison.files.map(readSource);
  const ofPlatform = chosen ? onlyPlatform(named, chosen) : named;
  const sources = comparison.here ? onlyHere(ofPlatform, io.environment) : ofPlatform;
  const findings = await withProgress(io.stderr, async (progress) => {
    const live = openLive(io.environment, new AbortController().signal, chosen);
    const claims = sources.flatMap((source) => source.claims);
    return examine(claims, live, { withVolatile, progress }).finally(() => live.close());
  });
  return conclude(sources, findings, { ...comparison, origin: originNamedBy(io.environment, chosen) }, io);
}

/** Compares the environment with the one of a file of variables, and writes the reports; resolves with the exit code. */
export async function compareWith(file: string, comparison: Comparison, io: Io): Promise<number> {
  const both = environments(file, io.environment, comparison.chosen);
  const { source, findings } = await withProgress(io.stderr, (progress) =>
    compareEnvironments(both, { withVolatile: comparison.withVolatile, progress }),
  );
  return conclude([source], findings, { ...comparison, origin: originOf(both.there) }, io);
}

/** `origin`: of claims that name none. */
function conclude(
  sources: readonly Source[],
  findings: readonly Finding[],
  comparison: Comparison & { readonly origin: ReturnType<typeof originNamedBy> },
  io: Io,
): number {
  const { rules, baseline, withVolatile, origin } = comparison;
  const report = judge(sources, findings, { rules, baseline, withVolatile, here: origin, now: io.now() });
  return write(report, comparison, io) ? exitCodeOf(report) : FAILURE;
}

/** Whether every file could be written; one that cannot keeps no other from being. */
function write(report: Report, { outputs, paint, verbose, withoutIgnored }: Comparison, io: Io): boolean {
  // Where GitHub checked the repository out it looks for files from there, wherever in it the check runs.
  const base = io.environment.GITHUB_WORKSPACE || process.cwd();
  if (outputs.some(({ format }) => format.pointsIntoFiles))
    for (const { file } of report.sources)
      if (!isInside(file, base))
        tell(io, `${oneLine(file)} lies outside of ${oneLine(base)}: SARIF and annotations have only its name\n`);
  let written = true;
  for (const { format, file } of outputs) {
    const content = format.print(report, {
      base,
      verbose,
      withoutIgnored,
      paint: file === undefined ? paint : uncoloured,
    });
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
