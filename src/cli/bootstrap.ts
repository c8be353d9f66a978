import { type ArtefactName, artefacts, type Files, printAll, targetsOf, type Wanted } from "../bootstrap/artefacts";
import { type Checked, check } from "../bootstrap/check";
import { readInventory } from "../bootstrap/inventory";
import { readWritten } from "../bootstrap/mark";
import { TFVARS_ENDING } from "../bootstrap/tfvars";
import { parseQuery } from "../bootstrap/where";
import { realPath } from "../files/real-path";
import { writeAtomically } from "../files/write";
import { blockChoosing, commandLine } from "../platforms/configuration";
import { whereAttributes } from "../product/where";
import { resolveTarget } from "../reader/target";
import { count } from "../schema/count";
import { isProblem } from "../schema/problem";
import { DRIFT, FAILURE, FINE } from "./exit-code";
import { parseOptions } from "./options";
import { print, tell } from "./output";
import { platformNamed, platformNames } from "./platform-option";
import { UsageError } from "./usage";

export const bootstrapHelp = `Usage: cdktf-connect bootstrap [--where JSON | --expression TEXT] [--ARTEFACT FILE]…
                               [--platform NAME] [--check] [--json]

Reads the products of a platform once and writes files from them. The platform and its keys come from CONNECT_ENOS_…
or CONNECT_ALIYUN_…, as everywhere. No file holds a secret, and the same products make the same bytes.

  --typescript FILE     a constant for each product, their keys as a type, functions to look them up
  --tfvars FILE         values of var.connect_products (FILE ends in .auto.tfvars.json, or .tfvars.json);
                        connect.variables.tf beside it declares the variable
  --env FILE            variables for a shell, dotenv and docker compose
  --hcl FILE            a data source for each product, and local.connect_products
  --expectations FILE   what cdktf-connect drift compares with the platform
  --markdown FILE       a table for people

  --where JSON          filters; a product must meet all that are set:
                        ${Object.keys(whereAttributes).join(", ")}
  --expression TEXT     which products, in the platform's own search language
  --platform NAME       ${platformNames}, where the environment names both
  --check               write nothing; exit 2 and show what differs when a file is no longer true
  --json                print what was done as JSON

A file that bootstrap has not written is never replaced. Example, for the gateways of an environment:
  cdktf-connect bootstrap --where '{"productType":"Gateway"}' --typescript src/gateways.ts --markdown gateways.md

Exit codes: 0 fine, 2 a file is no longer true (--check), 1 failure, 3 usage.
`;

/** The most warnings that are shown of one file. */
const MOST_WARNINGS = 10;

/** `cdktf-connect bootstrap` */
export async function bootstrap(args: string[]): Promise<number> {
  const { values } = parseOptions({ args, options });
  const files = filesOf(values);
  const query = queryOf(values);
  const platform = platformNamed(values.platform);
  for (const { artefact, file } of targetsOf(files)) refuseStranger(artefact, file);
  const target = resolveTarget(blockChoosing(platform), process.env, commandLine);
  if (process.stderr.isTTY) tell(`Reading the products of ${target.platform.title} …\n`);
  const inventory = await readInventory(target, query);
  const warnings = new Map<string, string[]>();
  const wanted = printAll(files, inventory, (file, problem) => {
    const known = warnings.get(file);
    if (known) known.push(problem);
    else warnings.set(file, [problem]);
  });
  const told = wanted.map(
    ({ text, ...target }): Told => ({ ...target, ...attempt(values.check ? check : write, target.file, text) }),
  );
  tellWarnings(warnings);
  for (const { problem } of told) if (problem) tell(`cdktf-connect: ${problem}\n`);
  const products = inventory.products.length;
  const summary = `${count(products, "product")} of ${inventory.title}\n`;
  print(
    values.json
      ? `${JSON.stringify({ version: 1, products, files: told })}\n`
      : `${told.map(line).join("")}${summary}${diffs(told)}`,
  );
  const any = (...of: readonly Told["status"][]) => told.some(({ status }) => of.includes(status));
  return any("failed") ? FAILURE : any("stale", "missing") ? DRIFT : FINE;
}

function tellWarnings(warnings: ReadonlyMap<string, readonly string[]>): void {
  for (const [file, problems] of warnings) {
    for (const problem of problems.slice(0, MOST_WARNINGS)) tell(`${file}: ${problem}\n`);
    if (problems.length > MOST_WARNINGS) tell(`${file}: … and ${problems.length - MOST_WARNINGS} more of this kind\n`);
  }
}

const names = Object.keys(artefacts) as ArtefactName[];
const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;
const options = {
  ...(Object.fromEntries(names.map((name) => [name, texts])) as Record<ArtefactName, typeof texts>),
  where: text,
  expression: text,
  check: flag,
  platform: text,
  json: flag,
};

function filesOf(values: Readonly<Partial<Record<ArtefactName, readonly string[]>>>): Files {
  const given = names.filter((name) => values[name] !== undefined);
  if (given.length === 0)
    throw new UsageError(`no file is named: name one with ${names.map((name) => `--${name}`).join(", ")}`);
  const twice = given.find((name) => values[name]?.length !== 1);
  if (twice) throw new UsageError(`--${twice}: one file at a time`);
  const files: Files = Object.fromEntries(given.map((name) => [name, values[name]?.[0]]));
  const seen = new Map<string, string>();
  for (const { artefact, file } of targetsOf(files)) {
    if (files[artefact] === "")
      throw new UsageError(`--${artefact}: it is empty; check the variable that it comes from`);
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

function queryOf({ where, expression }: { readonly where?: string; readonly expression?: string }) {
  if (where !== undefined && expression !== undefined)
    throw new UsageError("--where and --expression exclude each other: choose one");
  try {
    return parseQuery(where, expression);
  } catch (error) {
    // The path of the mistake is the name of the option.
    throw isProblem(error) ? new UsageError(where === undefined ? `--${error.detail}` : error.detail) : error;
  }
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

function write(file: string, text: string): Done {
  if (readWritten(file)?.text === text) return { status: "unchanged" };
  writeAtomically(file, text);
  return { status: "written" };
}

type Told = Done & Omit<Wanted, "text">;

const line = ({ status, file, note }: Told): string => `${status.padEnd(9)}  ${file}${note ? `: ${note}` : ""}\n`;

const diffs = (told: readonly Told[]): string =>
  told
    .filter(({ diff }) => diff)
    .map(({ file, diff = [] }) => `\n--- ${file}\n+++ ${file}, as it would be written now\n${diff.join("\n")}\n`)
    .join("");
