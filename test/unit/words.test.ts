import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Words and phrases that plain technical English does without, with what replaces them. */
const avoided: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bnobody\b/i, "no program, no user"],
  [/\bsomebody\b/i, "a user, an attacker"],
  [/\bwhoever\b/i, "the program or user that"],
  [/\bwhatever\b/i, "any"],
  [/\banew\b/i, "again"],
  [/\bfor ever\b/i, "without limit"],
  [/\bmisspelt\b/i, "misspelled"],
  [/\b(came|comes?|coming) about\b/i, "is made"],
  [/\b(it|that|this|which) is no (?!longer|more)[a-z]/i, "is not a"],
  [/\btells\b/i, "reports, returns, shows"],
];

/** Generated. */
const exempt = /^src[/\\]bindings[/\\]/;

const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
const files = [
  ...readdirSync(root).filter((name) => /^(README|CONTRIBUTING|SECURITY)\.md$/.test(name)),
  ...["src", "build", "docs", "examples"].flatMap(below),
].filter((name) => /\.(ts|md|tf|tftest\.hcl)$/.test(name) && !/node_modules/.test(name) && !exempt.test(name));

/** Titles of tests that a page quotes are the tests' own. */
const withoutTitles = (text: string) => text.replace(/`test\/[\w./-]+`: ".*"/g, "");

test("source and pages use plain words", () => {
  const found = files.flatMap((name) =>
    withoutTitles(readFileSync(join(root, name), "utf8"))
      .split("\n")
      .flatMap((line, index) =>
        avoided
          .filter(([pattern]) => pattern.test(line))
          .map(([pattern, instead]) => `${name}:${index + 1}: ${pattern.exec(line)?.[0]} (better: ${instead})`),
      ),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});
