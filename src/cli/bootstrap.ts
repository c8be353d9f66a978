import { type ArtefactName, artefacts, type Files, printAll, targetsOf, type Wanted } from "../bootstrap/artefacts";
import { type Checked, check } from "../bootstrap/check";
import { compare, sourcesOfPage } from "../bootstrap/comparison";
import { readInventory } from "../bootstrap/inventory";
import { readWritten } from "../bootstrap/mark";
import { TFVARS_ENDING } from "../bootstrap/tfvars";
import { realPath } from "../files/real-path";
import { writeIfChanged } from "../files/write";
import { blockChoosing, commandLine } from "../platforms/configuration";
import { resolveTarget } from "../reader/target";
import { atMost } from "../schema/at-most";
import { count } from "../schema/count";
import { oneLine } from "../schema/foreign-text";
import type { Paint } from "../schema/paint";
import { isProblem } from "../schema/problem";
import { defineCommand, flag, texts } from "./command";
import { DRIFT, FAILURE, FINE } from "./exit-code";
import { type Io, print, printJson, tell } from "./io";
import { platformNamed, platformOption } from "./platform-option";
import { withProgress } from "./progress";
import { queryOf, queryOptions } from "./query-options";
import { UsageError } from "./usage";

/** The most warnings, and lines that differ, that are shown of one file unless all are wanted. */
const MOST_WARNINGS = 10;
const MOST_LINES = 60;

const names = Object.keys(artefacts) as ArtefactName[];

export const bootstrap = defineCommand({
  name: "bootstrap",
  summary: "write TypeScript, HCL, tfvars, .env, a page and more from existing products",
  about: `Reads the products of a platform once and writes files from them. The platform and its keys come from CONNECT_ENOS_…
or CONNECT_ALIYUN_…, as everywhere. No file holds a secret, and the same products make the same bytes.`,
  options: {
    ...(Object.fromEntries(names.map((name) => [name, texts("FILE", artefacts[name].help)])) as Record<
      ArtefactName,
      ReturnType<typeof texts>
    >),
    ...queryOptions,
    platform: platformOption("where the environment names both"),
    check: flag("write nothing; exit 2 and show what differs when a file is no longer true"),
    verbose: flag("show each warning and each line that differs, however many there are"),
    json: flag("print what was done as JSON"),
  },
  notes: "A file that bootstrap has not written is never replaced.",
  example: [
    "for the gateways of an environment",
    `cdktf-connect bootstrap --where '{"productType":"Gateway"}' --typescript src/gateways.ts --markdown gateways.md`,
  ],
  exitCodes: { 0: "fine", 2: "a file is no longer true (--check)", 1: "failure" },
  async run({ values, json, paint }, io) {
    const files = filesOf(values);
    if (values.where !== undefined && values.expression !== undefined)
      throw new UsageError("--where and --expression exclude each other: choose one");
    const query = queryOf(values);
    const platform = platformNamed(values.platform);
    for (const { artefact, file } of targetsOf(files)) refuseStranger(artefact, file);
    const sources = files.html === undefined ? [] : sourcesOfPage(files.expectations, process.cwd());
    const target = resolveTarget(blockChoosing(platform), io.environment, commandLine);
    const read = await withProgress(io.stderr, (progress) => readInventory(target, query, progress));
    const inventory = { ...read, comparisons: await compare(read, sources) };
    const warnings = new Map<string, string[]>();
    const wanted = printAll(files, inventory, (file, problem) => {
      const known = warnings.get(file);
      if (known) known.push(problem);
      else warnings.set(file, [problem]);
    });
    const told = wanted.map(
      ({ text, ...target }): Told => ({ ...target, ...attempt(values.check ? check : write, target.file, text) }),
    );
    tellWarnings(warnings, values.verbose ? Number.POSITIVE_INFINITY : MOST_WARNINGS, io);
    for (const { problem } of told) if (problem) tell(io, `cdktf-connect: ${problem}\n`);
    const products = inventory.products.length;
    if (json) printJson(io, 1, { products, files: told });
    else {
      print(io, `${told.map(line).join("")}${count(products, "product")} of ${inventory.title}\n`);
      io.stdout.write(diffs(told, values.verbose ? Number.POSITIVE_INFINITY : MOST_LINES, paint));
    }
    const any = (...of: readonly Told["status"][]) => told.some(({ status }) => of.includes(status));
    return any("failed") ? FAILURE : any("stale", "missing") ? DRIFT : FINE;
  },
});

function tellWarnings(warnings: ReadonlyMap<string, readonly string[]>, most: number, io: Io): void {
  for (const [file, problems] of warnings) {
    const shown = atMost(most, problems, (rest) => `… and ${rest} more; --verbose shows each`);
    for (const problem of shown) tell(io, `${file}: ${problem}\n`);
  }
}

function filesOf(values: Readonly<Partial<Record<ArtefactName, readonly string[]>>>): Files {
  const given = names.filter((name) => values[name] !== undefined);
  if (given.length === 0)
    throw new UsageError(`no file is named: name one with ${names.map((name) => `--${name}`).join(", ")}`);
  const twice = given.find((name) => values[name]?.length !== 1);
  if (twice) throw new UsageError(`--${twice}: one file at a time`);
  const files: Files = Object.fromEntries(given.map((name) => [name, values[name]?.[0]]));
  const seen = new Map<string, string>();
  for (const { artefact, file } of targetsOf(files)) {
    if (files[artefact] === "-")
      throw new UsageError(`--${artefact}: cannot write to stdout; for a file named "-" use ./-`);
    const path = realPath(file);
    const taken = seen.get(path);
    if (taken !== undefined) throw new UsageError(`--${artefact}: ${file} is also the file of --${taken}`);
    seen.set(path, artefact);
  }
  if (files.tfvars !== undefined && !files.tfvars.endsWith(TFVARS_ENDING))
    throw new UsageError(
      `--tfvars: ${files.tfvars} must end in .auto${TFVARS_ENDING}, which Terraform loads automatically, or in ${TFVARS_ENDING}, for -var-file`,
    );
  return files;
}

function refuseStranger(artefact: ArtefactName, file: string): void {
  if (readWritten(file) === null)
    throw new UsageError(
      `--${artefact}: ${file} exists and was not written by bootstrap: remove it, or choose another name`,
    );
}

/** The result of one of several files. */
interface Done extends Omit<Checked, "status"> {
  readonly status: Checked["status"] | "written" | "unchanged" | "failed";
  readonly problem?: string;
}

/** A file that fails does not stop the others, and all results are shown. */
function attempt(act: (file: string, text: string) => Done, file: string, text: string): Done {
  try {
    return act(file, text);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { status: "failed", problem: error.message };
  }
}

const write = (file: string, text: string): Done => ({
  status: writeIfChanged(file, readWritten(file)?.text, text) ? "written" : "unchanged",
});

type Told = Done & Omit<Wanted, "text">;

const line = ({ status, file, note }: Told): string => `${status.padEnd(9)}  ${file}${note ? `: ${note}` : ""}\n`;

const diffs = (told: readonly Told[], most: number, paint: Paint): string =>
  told
    .filter(({ diff }) => diff)
    .map(({ file, diff = [] }) => {
      const heads = [`--- ${oneLine(file)}`, `+++ ${oneLine(file)}, as it would be written now`];
      const lines = [
        ...heads.map((head) => paint("strong", head)),
        ...atMost(most, diff, (rest) => `… ${rest} more lines; --verbose shows each`).map((each) =>
          painted(each, paint),
        ),
      ];
      return `\n${lines.map((each) => `${each}\n`).join("")}`;
    })
    .join("");

const painted = (each: string, paint: Paint): string =>
  each.startsWith("-") ? paint("bad", each) : each.startsWith("+") ? paint("good", each) : each;
