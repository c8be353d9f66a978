import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drift } from "../../../src/cli/drift";
import { readExpectations } from "../../../src/drift/expectations";
import { formats } from "../../../src/drift/formats/list";
import { readIgnoreFile } from "../../../src/drift/ignore-file";
import { helpOf } from "../../support/cli";

const guide = readFileSync(join(__dirname, "..", "..", "..", "docs", "guides", "drift.md"), "utf8");
const block = (language: string): string => guide.split(`\`\`\`${language}\n`)[1]?.split("```")[0] ?? "";

const help = helpOf("drift", drift);

test("the rules that guide and help show are understood", () => {
  expect(readIgnoreFile(block("yaml"), "guide")).toHaveLength(2);
  const shown = /^ {2}version: 1\n(?: {2}.*\n)+/m.exec(help)?.[0] ?? "";
  expect(readIgnoreFile(shown, "help")).toHaveLength(1);
});

test("the expectations that guide and help show are understood", () => {
  expect(Object.keys(readExpectations(block("json"), "guide").products)).toEqual(["8f7KmDED", "oldMeter"]);
  expect(readExpectations(/\{"version".*\}/.exec(help)?.[0] ?? "", "help").products).toEqual({
    KEY: { modelId: "M" },
  });
});

test("the guide knows every format and every option", () => {
  for (const { name } of formats) expect(guide).toContain(`| \`${name}\` |`);
  const options = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option as string);
  expect(options.length).toBeGreaterThan(6);
  for (const option of options) expect(guide).toContain(option);
});
