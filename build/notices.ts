// The licences of the packages that are bundled. Their texts must go with every copy.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A bundle by the name that readers know it by, with the files of packages in it. */
export interface Contents {
  readonly artefact: string;
  readonly packageFiles: readonly string[];
}

/** What the text of a licence says and no other text does, by the licence's SPDX identifier. */
const marks: Readonly<Record<string, RegExp>> = {
  MIT: /Permission is hereby granted, free of charge/,
  ISC: /Permission to use, copy, modify, and\/or distribute this software for any/,
  "BSD-3-Clause": /Redistributions in binary form must reproduce[\s\S]*endorse or promote products/,
  "Apache-2.0": /TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION/,
};

/** What every copy of these artefacts must carry. Throws where a licence is not known, or its text not to be found. */
export function notices(root: string, contents: readonly Contents[]): string {
  const directories = new Set(contents.flatMap(({ packageFiles }) => packageFiles.map(directoryOf)));
  const sections = [...directories].sort().map((directory) => {
    const isOurs = (file: string) => directoryOf(file) === directory;
    const holders = contents.filter(({ packageFiles }) => packageFiles.some(isOurs));
    const files = [...new Set(holders.flatMap(({ packageFiles }) => packageFiles.filter(isOurs)))];
    return section(root, directory, files.sort(), holders.map(({ artefact }) => artefact).sort());
  });
  return `Code of these packages is part of this one, each under its own licence.\n\n${sections.join("\n")}`;
}

export const directoryOf = (file: string): string => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;

function section(root: string, directory: string, files: readonly string[], artefacts: readonly string[]): string {
  const { name, version, license } = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8"));
  const own = readdirSync(join(root, directory)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = [
    ...own.sort().map((file) => readFileSync(join(root, directory, file), "utf8")),
    ...new Set(files.flatMap((file) => licenceComments(readFileSync(join(root, file), "utf8")))),
  ];
  const words = String(license).split(/[() ]+/);
  for (const id of words.filter((word) => !["", "AND", "OR"].includes(word))) {
    const mark = marks[id];
    if (!mark) throw new Error(`${name} is bundled under ${id}: build/notices.ts does not know that licence.`);
    if (!texts.some((text) => mark.test(text)))
      throw new Error(`${name} is bundled under ${id}, and the text of that licence is not in the package.`);
  }
  const title = `${name} ${version}: ${license}, in ${artefacts.join(", ")}`;
  return `${"=".repeat(80)}\n${title}\n\n${texts.map((text) => `${text.trim()}\n`).join("\n")}`;
}

/** Comments about rights: what a package took from others stands there and nowhere else. */
const licenceComments = (source: string): string[] =>
  (source.match(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm) ?? [])
    .filter((comment) => /copyright|licen[cs]e/i.test(comment))
    .map((comment) => comment.replace(/^[ \t]*(\/\/|\/\*+!?|\*\/|\*(?!\/))?[ \t]?|[ \t]*\*\/[ \t]*$/gm, "").trim());
