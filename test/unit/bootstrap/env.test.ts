import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "dotenv";
import { expand } from "dotenv-expand";
import { dotenvValue, printEnv } from "../../../src/bootstrap/env";
import { product } from "../../support/recorded";
import { inventoryOf, odd, oddKeys, oddNames } from "./inventories";

const directory = mkdtempSync(join(tmpdir(), "connect-env-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** What a shell that reads the file hands on to the programs it starts. */
function throughShell(text: string): Record<string, string> {
  writeFileSync(join(directory, "some.env"), text);
  const script = `set -eu; set -a; . ./some.env; set +a; exec "${process.execPath}" -e 'process.stdout.write(JSON.stringify(process.env))'`;
  const json = execFileSync("sh", ["-c", script], { cwd: directory, encoding: "utf8", env: { HOME: "/nowhere" } });
  const { HOME: _, PWD: __, OLDPWD: ___, ...variables } = JSON.parse(json);
  return variables;
}

/** What programs get whose loader expands variables, and since version 1000 runs commands: Vite and Next, for two. */
const expanded = (text: string) => expand({ parsed: parse(text), processEnv: {} }).parsed;

/**
 * As docker compose (compose-go, dotenv/parser.go) and systemd read it: in single quotes nothing means anything but the quote; in double
 * quotes a backslash begins an escape and `$` a variable. No test here needs either of them, so whatever would need such rules is refused.
 */
function throughCompose(text: string): Record<string, string> {
  const entries = text.split("\n").flatMap((line) => {
    const [, name, quote, value] = /^(\w+)=(["']?)(.*)\2$/.exec(line) ?? [];
    if (name === undefined) return [];
    if (
      quote === ""
        ? !/^[\w./:@-]*$/.test(value as string)
        : value?.includes(quote as string) || /[\\$`]/.test(value as string)
    )
      throw new Error(`compose reads this line in its own way: ${line}`);
    return [[name, value]];
  });
  return Object.fromEntries(entries);
}

const printed = (inventory: ReturnType<typeof inventoryOf>) => {
  const warnings: string[] = [];
  return { text: printEnv(inventory, (warning) => warnings.push(warning)), warnings };
};

test("a shell, dotenv and compose read the same, whatever the names are, and nothing is executed", () => {
  const inventory = inventoryOf([
    ...oddNames.map((name, index) => odd(`key${index}`, name)),
    ...oddKeys.map((key) => odd(key, "Odd key")),
  ]);
  const { text, warnings } = printed(inventory);
  const fromShell = throughShell(text);
  expect(Object.keys(fromShell).length).toBeGreaterThan(200);
  expect(parse(text)).toEqual(fromShell);
  expect(parse(text, { fast: true })).toEqual(fromShell);
  expect(expanded(text)).toEqual(fromShell);
  expect(throughCompose(text)).toEqual(fromShell);
  // Whatever is there is right, and whatever is not there is told.
  const names = oddNames.filter((name) => name !== null);
  const read = Object.entries(fromShell).filter(([name]) => /_key\d+_NAME$/.test(name));
  for (const [name, value] of read) expect(value).toBe(oddNames[Number(/_key(\d+)_NAME$/.exec(name)?.[1])]);
  const untold = warnings.filter((warning) => /_key\d+_NAME: left out/.test(warning));
  expect(read.length + untold.length).toBe(names.length);
  expect(read.length).toBeGreaterThan(30);
});

test("one product in an environment", () => {
  const meter = product("8f7KmDED", { productName: "Smart Meter", modelId: "meter_v2", maxValidDay: 1095 });
  const { text, warnings } = printed(inventoryOf([meter]));
  expect(text.split("\n").slice(2).join("\n")).toBe(`
CONNECT_ENOS_ENDPOINT=https://enos.example.com/
CONNECT_ENOS_ORG_ID=o1

# Smart Meter (8f7KmDED)
PRODUCT_SMART_METER_8f7KmDED_KEY=8f7KmDED
PRODUCT_SMART_METER_8f7KmDED_NAME="Smart Meter"
PRODUCT_SMART_METER_8f7KmDED_MODEL_ID=meter_v2
PRODUCT_SMART_METER_8f7KmDED_MAX_VALID_DAY=1095
`);
  expect(warnings).toEqual([]);
});

test.each([
  ["plain", "plain"],
  ["a1.B_2/c:d@e-f", "a1.B_2/c:d@e-f"],
  ["", ""],
  ["two words", '"two words"'],
  ["it's", `"it's"`],
  ["智能电表", '"智能电表"'],
  ["a#b", '"a#b"'],
  ['"q"', `'"q"'`],
  ["$(touch x)meter", undefined],
  ["costs $5", undefined],
  ["a`id`b", undefined],
  ["back\\slash", undefined],
  ["encrypted:abc", undefined],
  ["Encrypted:abc", undefined],
  [`'"`, undefined],
  ["two\nlines", undefined],
  ["a\u2028b", undefined],
  ["a\u0000", undefined],
  ["\ud800", undefined],
])("%j is written as %s", (value, written) => {
  expect(dotenvValue(value)).toBe(written);
});

test("texts of all signs that mean something to somebody come back", () => {
  const signs = [..." \t'\"`$\\{}()#=!&|;<>*?~%nr\né网:/@.-_aZ9", "$(touch x)", "${HOME}", "encrypted:", "`id`"];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const values = Array.from({ length: 2000 }, () =>
    Array.from({ length: next(7) }, () => signs[next(signs.length)]).join(""),
  );
  const kept = values.flatMap((value, index) =>
    dotenvValue(value) === undefined ? [] : [[`V${index}`, value] as const],
  );
  expect(kept.length).toBeGreaterThan(1000);
  const text = kept.map(([name, value]) => `${name}=${dotenvValue(value)}\n`).join("");
  const expected = Object.fromEntries(kept);
  expect(throughShell(text)).toEqual(expected);
  expect(parse(text)).toEqual(expected);
  expect(parse(text, { fast: true })).toEqual(expected);
  expect(expanded(text)).toEqual(expected);
  expect(throughCompose(text)).toEqual(expected);
});

test("an environment that is too large for programs to start in is told", () => {
  const many = Array.from({ length: 5000 }, (_, index) => odd(`key${index}`, `Meter ${index}`));
  expect(printed(inventoryOf(many)).warnings).toEqual([expect.stringMatching(/^5000 products make an environment of/)]);
});
