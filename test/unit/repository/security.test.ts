import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const text = readFileSync(join(root, "SECURITY.md"), "utf8");
const lines = text.split("\n");

/** A promise, and what holds it. */
const promises = lines.flatMap((line) => {
  const [, file, title] = /^- .+\. `(test\/[\w./-]+)`: "(.+)"$/.exec(line) ?? [];
  return file !== undefined && title !== undefined ? [{ file, title }] : [];
});

test.each(promises)("$file has a test with the title that SECURITY.md gives: $title", ({ file, title }) => {
  expect(existsSync(join(root, file))).toBe(true);
  // As a whole, and not as a part of a longer one.
  expect(readFileSync(join(root, file), "utf8")).toContain(`"${title}"`);
});

test("every promise names its test: until the limits begin, no item goes without", () => {
  const items = lines.slice(0, lines.indexOf("## What does not hold")).filter((line) => line.startsWith("- "));
  expect(items.length).toBeGreaterThan(25);
  expect(promises).toHaveLength(items.length);
});
