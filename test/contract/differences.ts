import { emulators } from "../../src/emulator/list";
import type { EmulatedPlatform } from "../../src/emulator/shell/contract";
import { blocks } from "../../src/platforms/blocks";
import { contradictions } from "./contradictions";
import { attributesOf, observations } from "./observe";
import { targets } from "./targets";

type Column = Readonly<Record<string, string>>;

/** The differences page: every cell was observed on the emulators, by the same questions for all. */
export async function differences(): Promise<string> {
  const told: Column[] = [];
  const seen: Column[] = [];
  for (const { open } of targets) {
    const opened = await open();
    told.push(await attributesOf(opened));
    const answers: [string, string][] = [];
    for (const [question, observe] of Object.entries(observations)) answers.push([question, await observe(opened)]);
    seen.push(Object.fromEntries(answers));
    await opened.close();
  }
  return `---
page_title: "Differences between platforms and editions"
subcategory: ""
description: "What each platform and edition returns of a product, how their responses differ, and what no document states."
---

<!-- Generated from the contract suite by \`npm run generate\`. -->

# Differences between platforms and editions

Everything here was observed on the emulators, which follow the vendors' documents; nothing was tried on a real platform.
[How to try it on yours](live-contract.md).

## Attributes by platform

"when read": only a read of the product returns it, not a list. "–": never.

${table("attribute", told)}

## How each answers

${table("question", seen)}

## Where documents contradict themselves

| platform | documents | how it is read |
|---|---|---|
${contradictions.map(({ platform, documents, reading }) => `| ${titleOf(platform)} | ${documents} | ${reading} |`).join("\n")}

## What no document states

The emulators had to decide; a real platform may do otherwise. The same lists: \`GET /_emu/assumptions\` of a running emulator.

${emulators.map(({ title, open }) => `### ${title}\n\n${undocumented(open({}))}`).join("\n\n")}
`;
}

function table(head: string, columns: readonly Column[]): string {
  const rows = Object.keys(columns[0] ?? {}).map((name) => [
    name.startsWith("`") || name.includes(" ") ? name : `\`${name}\``,
    ...columns.map((column) => column[name] ?? ""),
  ]);
  const header = [head, ...targets.map(({ name }) => name)];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const undocumented = ({ assumptions }: EmulatedPlatform): string =>
  assumptions.map(({ what, why }) => `- ${what} *${why}*`).join("\n");

const titleOf = (platform: string) => blocks.find(({ name }) => name === platform)?.title;
