import { unreadWarning } from "../product/unread";
import { printCatalogue } from "./catalogue";
import { printEnv } from "./env";
import { printExpected } from "./expectations";
import { printHcl } from "./hcl";
import { printHtml } from "./html";
import type { Inventory } from "./inventory";
import { printMarkdown } from "./markdown";
import { printSeed } from "./seed";
import { printTfvars, printVariables, variablesFileFor } from "./tfvars";

/** A file to write. */
export interface Wanted {
  readonly artefact: ArtefactName;
  readonly file: string;
  readonly text: string;
}

type Print = (inventory: Inventory, warn: (problem: string) => void) => string;

interface Artefact {
  /** what it holds, for the help */
  readonly help: string;
  readonly print: Print;
  /** a second file that belongs to it */
  readonly beside?: { readonly file: (file: string) => string; readonly print: () => string };
}

/** All artefacts. */
export const artefacts = {
  typescript: {
    help: "a constant for each product, their keys as a type, functions to look them up",
    print: printCatalogue,
  },
  tfvars: {
    help: "values of var.connect_products (FILE ends in .auto.tfvars.json, or .tfvars.json);\nconnect.variables.tf beside it declares the variable",
    print: printTfvars,
    beside: { file: variablesFileFor, print: printVariables },
  },
  env: { help: "variables for a shell, dotenv and docker compose", print: printEnv },
  hcl: { help: "a data source for each product, and local.connect_products", print: printHcl },
  expectations: { help: "what cdktf-connect drift compares with the platform", print: printExpected },
  seed: {
    help: "products for cdktf-connect emulate --seed: a replay of the platform, with made-up keys",
    print: printSeed,
  },
  markdown: { help: "a table for people", print: printMarkdown },
  html: {
    help: "a page to search and sort; it marks what differs from the nearest connect.lock.json\nand from the file of --expectations as it was before",
    print: printHtml,
  },
} satisfies Record<string, Artefact>;

export type ArtefactName = keyof typeof artefacts;

/** The files of the requested artefacts. */
export type Files = Readonly<Partial<Record<ArtefactName, string>>>;

/** Every file that writing the artefacts touches. */
export const targetsOf = (files: Files): { readonly artefact: ArtefactName; readonly file: string }[] =>
  each(files).flatMap(({ artefact, file, beside }) => [
    { artefact, file },
    ...(beside ? [{ artefact, file: beside.file(file) }] : []),
  ]);

/** Every file with its text. What could not be read is said once, of the first file. */
export function printAll(files: Files, inventory: Inventory, warn: (file: string, problem: string) => void): Wanted[] {
  const { unread = [] } = inventory;
  const all = each(files);
  if (unread.length > 0 && all[0]) warn(all[0].file, unreadWarning(unread).message);
  return all.flatMap(({ artefact, file, print, beside }) => [
    { artefact, file, text: print(inventory, (problem) => warn(file, problem)) },
    ...(beside ? [{ artefact, file: beside.file(file), text: beside.print() }] : []),
  ]);
}

const each = (files: Files): (Artefact & { readonly artefact: ArtefactName; readonly file: string })[] =>
  (Object.keys(artefacts) as ArtefactName[]).flatMap((artefact) => {
    const file = files[artefact];
    return file === undefined ? [] : [{ ...artefacts[artefact], artefact, file }];
  });
