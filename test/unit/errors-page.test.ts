import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorsPage } from "../../build/errors";
import { summaries } from "../../src/schema/problem-codes";

const root = join(__dirname, "..", "..");

test("docs/errors.md is what `npm run generate` writes", () => {
  expect(readFileSync(join(root, "docs", "errors.md"), "utf8")).toBe(errorsPage());
});

test("every code is used somewhere", () => {
  const folder = join(root, "src");
  const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith("problem-codes.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
  expect(Object.keys(summaries).filter((code) => !source.includes(`"${code}"`))).toEqual([]);
});

test("no two codes have one summary", () => {
  expect(new Set(Object.values(summaries)).size).toBe(Object.keys(summaries).length);
});
