import { parseEnv } from "node:util";
import { parse as parseDotenv } from "dotenv";
import { expand } from "dotenv-expand";
import { lexer, type Tokens } from "marked";
import ts from "typescript";
import { printCatalogue } from "../../src/bootstrap/catalogue";
import { printEnv } from "../../src/bootstrap/env";
import { printExpected } from "../../src/bootstrap/expectations";
import { type Facts, factNames, factsOf, mapTexts } from "../../src/bootstrap/facts";
import { printHcl } from "../../src/bootstrap/hcl";
import { printMarkdown } from "../../src/bootstrap/markdown";
import { oneLine } from "../../src/bootstrap/one-line";
import { printSeed } from "../../src/bootstrap/seed";
import { printTfvars } from "../../src/bootstrap/tfvars";
import { expectedOf, readExpectations } from "../../src/drift/expectations";
import { emulators } from "../../src/emulator/list";
import { readSeed } from "../../src/emulator/shell/seed";
import type { Product } from "../../src/product/product";
import { snakeCase } from "../../src/schema/name";
import { stackTemplateOf } from "../../src/schema/template";
import { fc, fuzz } from "../support/fuzz";
import { inventoryOf, oddKeys, oddNames } from "../support/inventories";
import { product } from "../support/recorded";

const part = fc.constantFrom(
  ..."\"'`$%{}#;=|<>&\\/*-_[]()@!~\n\r\t\0 ",
  ..."\u2028 \u202e \u200b \ufeff \u00a0 \u001b[2J 🚀 𠮷 电 é İ".split(" "),
  ..."${ %{ $${ ${TfToken[TOKEN.0]} */ --> <!-- // \\u0041 \\n </script> EOT <<EOT export http://e.example".split(" "),
);
/** Whole characters only: half ones are refused where a response is read. */
const text = fc.oneof(
  fc.array(fc.oneof(part, fc.constantFrom("a", "B", "1")), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(...oddNames.filter((name) => name !== null)),
);
const key = fc.oneof(fc.constantFrom(...oddKeys), text).filter((each) => each !== "");
const maybe = <T>(cases: fc.Arbitrary<T>) => fc.option(cases, { freq: 4 });
const products: fc.Arbitrary<Product[]> = fc
  .uniqueArray(
    fc.record({
      key,
      productName: maybe(text),
      modelId: maybe(text),
      productType: maybe(text),
      maxValidDay: maybe(fc.nat()),
    }),
    { maxLength: 4, selector: (each) => each.key },
  )
  .map((all) => all.map(({ key: productKey, ...more }) => product(productKey, more)));

/** Each case has several products. */
const RUNS = 40;

const none = () => {};
const byKey = (all: readonly Product[], write: (facts: Facts) => unknown) =>
  new Map(all.map((each) => [each.productKey, write(factsOf(each))]));
const members = (value: object) => new Map(Object.entries(value));

fuzz("a catalogue is TypeScript whose products have these texts, and exports nothing else", {
  cases: products,
  check: (all) => {
    const source = printCatalogue(inventoryOf(all));
    const { outputText, diagnostics } = ts.transpileModule(source, {
      reportDiagnostics: true,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    expect(diagnostics).toEqual([]);
    const exported: { products: object } = { products: {} };
    new Function("exports", outputText)(exported);
    const escaped = all.map((each) => mapTexts(factsOf(each), stackTemplateOf));
    expect(members(exported.products)).toEqual(new Map(escaped.map((facts) => [facts.productKey, facts])));
    // A constant each, the products and three functions.
    expect(Object.keys(exported)).toHaveLength(all.length + 4);
  },
  runs: RUNS,
});

fuzz("values for Terraform are JSON with these texts, and one variable", {
  cases: products,
  check: (all) => {
    const { connect_products: values, ...rest } = JSON.parse(printTfvars(inventoryOf(all)));
    expect(Object.keys(rest)).toEqual(["//"]);
    const snake = (facts: Facts) => Object.fromEntries(factNames.map((name) => [snakeCase(name), facts[name]]));
    expect(members(values)).toEqual(byKey(all, snake));
  },
  runs: RUNS,
});

fuzz("an environment has these texts or says what it leaves out, and sets nothing else", {
  cases: products,
  check: (all) => {
    const inventory = inventoryOf(all);
    const warnings: string[] = [];
    const printed = printEnv(inventory, (warning) => warnings.push(warning));
    const expanded = expand({ parsed: parseDotenv(printed), processEnv: {} }).parsed ?? {};
    for (const read of [parseEnv(printed), parseDotenv(printed), expanded]) {
      const names = Object.keys(read).filter((name) => !(name in inventory.variables));
      const wanted = all.flatMap((each) => Object.values(factsOf(each)).filter((fact) => fact !== null));
      expect(names).toHaveLength(wanted.length - warnings.length);
      for (const name of names) {
        expect(name).toMatch(/^PRODUCT_\w+$/);
        expect(wanted.map(String)).toContain(read[name]);
      }
    }
  },
  runs: RUNS,
});

const signs: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The text of a quoted template of HCL; it holds no interpolation. */
function hclText(quoted: string): string {
  const inner = quoted.slice(1, -1);
  expect(inner).not.toMatch(/(?<![$%])[$%]\{/);
  return inner
    .replace(/[$%]([$%])(?=\{)/g, "$1")
    .replace(/\\(?:U([\da-fA-F]{8})|u([\da-fA-F]{4})|(.))/g, (_, long, short, sign) =>
      sign === undefined ? String.fromCodePoint(Number.parseInt(long ?? short, 16)) : String(signs[sign]),
    );
}

fuzz("a configuration has a data source for each of these keys, and no other line", {
  cases: products,
  check: (all) => {
    const printed = printHcl(inventoryOf(all));
    const found = [...printed.matchAll(/^data "connect_product" "([^"$%\\]+)" \{\n {2}product_key = (".*")\n\}$/gm)];
    expect(found.map(([, , quoted]) => hclText(String(quoted))).sort()).toEqual(
      all.map((each) => each.productKey).sort(),
    );
    const others = printed.replace(/^data "connect_product" "[^"]+" \{\n {2}product_key = ".*"\n\}$/gm, "");
    const known =
      /^(#.*|locals \{| {2}#.*| {2}connect_products = .*| {4}data\.connect_product\.[^\s.]+,| {2}\] : product\.product_key => product \}|\}|)$/;
    expect(others.split(/\r\n|[\r\n\u2028\u2029\u0085]/).filter((line) => !known.test(line))).toEqual([]);
  },
  runs: RUNS,
});

fuzz("a table has a row for each product and a cell for each text", {
  cases: products,
  check: (all) => {
    const tables = lexer(printMarkdown(inventoryOf(all))).filter(
      (token): token is Tokens.Table => token.type === "table",
    );
    expect(tables).toHaveLength(1);
    const plain = (cell: Tokens.TableCell): string =>
      cell.tokens
        .map((token) => {
          expect(["text", "escape"]).toContain(token.type);
          return (token as Tokens.Text).text.replaceAll("&lt;", "<").replaceAll("&amp;", "&");
        })
        .join("");
    const seen = tables[0]?.rows.map((cells) => cells.map(plain));
    const sorted = inventoryOf(all).products;
    expect(seen).toEqual(sorted.map((each) => factNames.map((name) => oneLine(String(factsOf(each)[name] ?? "")))));
  },
  runs: RUNS,
});

fuzz("expectations are read as the products they were written of", {
  cases: products.filter((all) => all.length > 0),
  check: (all) => {
    const read = readExpectations(printExpected(inventoryOf(all), none), "expectations.json");
    expect(members(read.products)).toEqual(new Map(all.map((each) => [each.productKey, expectedOf(each)])));
  },
  runs: RUNS,
});

fuzz("a seed is one that the emulator takes", {
  cases: products,
  check: (all) => {
    const platforms = emulators.map((emulator) => emulator.open({}));
    const seed = JSON.parse(printSeed(inventoryOf(all), none));
    expect(readSeed(seed, platforms).size).toBe(platforms.length);
    expect(seed.products.map((row: { productKey: string }) => row.productKey).sort()).toEqual(
      all.map((each) => each.productKey).sort(),
    );
  },
  runs: RUNS,
});
