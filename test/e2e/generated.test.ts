import { cpSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { newDirectory } from "../support/directory";
import { must } from "../support/program";
import { testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const notCopied = ["node_modules", "dist", ".git"];

const filesBelow = (directory: string): string[] =>
  statSync(directory).isDirectory()
    ? readdirSync(directory, { recursive: true, encoding: "utf8" })
        .map((file) => join(directory, file))
        .filter((file) => statSync(file).isFile())
    : [directory];

testWithEngine("what is generated and committed is what generating gives now", () => {
  const copy = newDirectory();
  for (const name of readdirSync(root).filter((name) => !notCopied.includes(name)))
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // Without what `npm run generate` does afterwards: the page of differences has a test of its own, and nothing looks at the build.
  must(join(root, "node_modules", ".bin", "tsx"), ["build/generate.ts"], { directory: copy });
  const stale = ["src", "docs", "examples", "README.md", "README.zh-CN.md"]
    .flatMap((name) => filesBelow(join(copy, name)))
    .map((file) => relative(copy, file))
    .filter((file) => readFileSync(join(copy, file), "utf8") !== readFileSync(join(root, file), "utf8"));
  expect(stale).toEqual([]);
});
