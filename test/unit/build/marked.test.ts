import { table, withSection } from "../../../build/marked";

const page =
  "# Page\n\n<!-- a: written by npm run x -->\nold\n<!-- /a -->\n\n<!-- b: written by npm run x -->\n<!-- /b -->\n";

test("a table has a line for each row", () => {
  expect(table(["", "one"], [["a", "1"]])).toBe("|  | one |\n|---|---|\n| a | 1 |");
});

test("a section is replaced, and nothing else", () => {
  const changed = withSection(page, "a", "npm run x", "$& new");
  expect(changed).toBe(page.replace("old", () => "$& new"));
  expect(withSection(changed, "a", "npm run x", "old")).toBe(page);
});

test("an empty section is filled", () => {
  expect(withSection(page, "b", "npm run x", "text")).toBe(page.replace("-->\n<!-- /b", "-->\ntext\n<!-- /b"));
});

test.each([
  ["another section", "c", "npm run x"],
  ["the section of another command", "a", "npm run y"],
])("a page without %s is not changed", (_, section, command) => {
  expect(() => withSection(page, section, command, "text")).toThrow(`The page has no place for ${section}.`);
});
