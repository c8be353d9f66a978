import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const text = read("CONTRIBUTING.md");
const allMatches = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found as string);

test("every path that it names exists", () => {
  const paths = [
    ...allMatches(/`((?:src|test|docs|examples|build|schemas)\/[\w./-]+|\w+\.md)`/g),
    ...allMatches(/\]\(([^)#]+)\)/g),
  ];
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every script that it names exists", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const names = allMatches(/npm (?:run )?([\w:]+)/g).filter((name) => name !== "ci");
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("its table has every folder of src", () => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rows = text.split("\n").filter((line) => line.startsWith("| `src/"));
  expect(rows.length).toBeLessThanOrEqual(10);
  const named = rows.flatMap((row) => [...row.matchAll(/`src\/(\w+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual(folders.map(({ name }) => name).sort());
});

test("the README shows the same table", () => {
  const [table] = /\| folder \| speaks \|\n(?:\|.*\n)+/.exec(text) ?? [];
  expect(read("README.md")).toContain(table);
});
