import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { printCatalogue } from "../../src/bootstrap/catalogue";
import { factsOf, mapTexts } from "../../src/bootstrap/facts";
import { stackTemplateOf } from "../../src/schema/template";
import { newDirectory } from "../support/directory";
import { inventoryOf, odd, oddKeys, oddNames } from "../support/inventories";
import { product } from "../support/recorded";

const directory = newDirectory();

const oddOnes = inventoryOf([
  ...oddNames.map((name, index) => odd(`key${index}`, name)),
  ...oddKeys.map((key) => odd(key, "Odd key")),
]);
const one = inventoryOf([
  product("8f7KmDED", { productName: "Smart Meter", productType: "Device", maxValidDay: 1095 }),
]);
const none = inventoryOf([]);

const strict: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noImplicitReturns: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  declaration: true,
  skipLibCheck: true,
  types: [],
};
const settings: Readonly<Record<string, ts.CompilerOptions>> = {
  "ES modules": {
    ...strict,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    verbatimModuleSyntax: true,
  },
  CommonJS: { ...strict, target: ts.ScriptTarget.ES2018, module: ts.ModuleKind.CommonJS },
  "the oldest target": { ...strict, target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.CommonJS },
};

/** Most of a compilation is to parse the standard library: done once for all that read it alike. */
const libraries = new Map<string, ts.SourceFile | undefined>();

function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile;
  host.getSourceFile = (name, language, ...rest) => {
    if (name.startsWith(directory)) return parse(name, language, ...rest);
    const key = `${name} ${JSON.stringify(language)}`;
    if (!libraries.has(key)) libraries.set(key, parse(name, language, ...rest));
    return libraries.get(key);
  };
  return host;
}

/** What a compiler says, and what it makes. */
function compile(files: Readonly<Record<string, string>>, options: ts.CompilerOptions) {
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  });
  const own = { ...options, outDir: join(directory, "out") };
  const program = ts.createProgram(paths, own, hostFor(own));
  const made = new Map<string, string>();
  const emitted = program.emit(undefined, (name, text) => made.set(name.slice(directory.length + 5), text));
  const all = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
  return { made, messages: all.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")) };
}

/** The exports of a catalogue, as a program sees them. */
function run(catalogue: string, name = "CommonJS"): Record<string, unknown> & { products: Record<string, unknown> } {
  const { made } = compile({ "run.ts": catalogue }, settings[name] as ts.CompilerOptions);
  const module = { exports: {} };
  new Function("module", "exports", made.get("run.js") as string)(module, module.exports);
  return module.exports as never;
}

describe.each(Object.keys(settings))("for %s", (name) => {
  test.each([
    ["odd names", oddOnes],
    ["one product", one],
    ["no product", none],
  ])("a catalogue of %s compiles, declarations too", (_, inventory) => {
    const { messages, made } = compile(
      { "products.ts": printCatalogue(inventory) },
      settings[name] as ts.CompilerOptions,
    );
    expect(messages).toEqual([]);
    expect([...made.keys()].sort()).toEqual(["products.d.ts", "products.js"]);
  });
});

test.each(["CommonJS", "the oldest target"])("every product arrives under its key and its constant, for %s", (name) => {
  const { products, ...rest } = run(printCatalogue(oddOnes), name);
  const escaped = oddOnes.products.map((product) => mapTexts(factsOf(product), stackTemplateOf));
  expect(Object.keys(products).sort()).toEqual(escaped.map(({ productKey }) => productKey).sort());
  const constants = Object.values(rest).filter((member) => typeof member === "object");
  for (const facts of escaped) {
    expect(Object.getOwnPropertyDescriptor(products, facts.productKey)?.value).toEqual(facts);
    expect(constants).toContainEqual(facts);
  }
  expect(constants).toHaveLength(oddOnes.products.length);
});

test("a text that Terraform would evaluate is written escaped, and that is told", () => {
  const name = '${file("/etc/hostname")} %{if true}x%{endif} ${TfToken[TOKEN.0]}';
  const warnings: string[] = [];
  const hostile = inventoryOf([product("k1", { productName: name }), product("k2", { productName: "$5 {x} %" })]);
  const text = printCatalogue(hostile, (problem) => warnings.push(problem));
  const { products } = run(text) as unknown as { products: Record<string, { productName: string }> };
  expect(products.k1?.productName).toBe('$${file("/etc/hostname")} %%{if true}x%%{endif} ${"$"}{TfToken[TOKEN.0]}');
  expect(products.k2?.productName).toBe("$5 {x} %");
  expect(warnings).toEqual([expect.stringContaining('product "k1": productName')]);
  expect(text).toMatch(/product key `k1`\. Its texts are escaped for Terraform templates\./);
});

test("the functions find products by key and by name, and nothing that is not there", () => {
  const { isProductKey, productOf, productsNamed } = run(printCatalogue(oddOnes)) as unknown as {
    isProductKey(text: string): boolean;
    productOf(key: string): { productName: string };
    productsNamed(name: string): { productKey: string }[];
  };
  expect(["__proto__", "constructor", "key0", "valueOf", "key", ""].map(isProductKey)).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ]);
  expect(productOf("__proto__").productName).toBe("Odd key");
  expect(productsNamed("Smart Meter").map(({ productKey }) => productKey)).toEqual(["key3", "key4"]);
  expect(productsNamed("nobody")).toEqual([]);
});

test("a key that is mistyped, a product that is gone and a value that has changed fail the compiler", () => {
  const user = (body: string) => ({
    "products.ts": printCatalogue(one),
    "user.ts": `import { type ProductKey, productOf, products, smartMeter_8f7KmDED as meter } from "./products";\n${body}`,
  });
  const said = (body: string) =>
    compile(
      user(`${body}\nvoid [productOf, products, meter]; export type K = ProductKey;`),
      settings.CommonJS as ts.CompilerOptions,
    ).messages;
  expect(said('export const key: ProductKey = "8f7KmDED"; export const days: 1095 = meter.maxValidDay;')).toEqual([]);
  expect(said('export const key: ProductKey = "8f7KmDEd";')).toEqual([
    `Type '"8f7KmDEd"' is not assignable to type '"8f7KmDED"'.`,
  ]);
  expect(said('productOf("nobody");')).toEqual([expect.stringContaining("not assignable")]);
  expect(said('export const key = products["nobody"];')).toEqual([expect.stringContaining("nobody")]);
  expect(said("export const days: 730 = meter.maxValidDay;")).toEqual([expect.stringContaining("1095")]);
});

test("a catalogue of no product has no key at all", () => {
  const user = 'import type { ProductKey } from "./products"; export const key: ProductKey = "x";';
  const { messages } = compile(
    { "products.ts": printCatalogue(none), "user.ts": user },
    settings.CommonJS as ts.CompilerOptions,
  );
  expect(messages).toEqual([`Type '"x"' is not assignable to type 'never'.`]);
  expect(run(printCatalogue(none)).products).toEqual({});
});

test("an editor shows name and key of a product, and takes no name for a tag", () => {
  const file = join(directory, "hover.ts");
  const names = ["Smart `Meter`", "@deprecated */ see @internal {@link x}", "two\nlines", null];
  const text = printCatalogue(inventoryOf(names.map((name, index) => product(`k${index}`, { productName: name }))));
  writeFileSync(file, text);
  const options = settings.CommonJS as ts.CompilerOptions;
  const program = ts.createProgram([file], options, hostFor(options));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file) as ts.SourceFile;
  const shown = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol)
    .filter(({ name }) => /_k\d$/.test(name))
    .map((symbol) => ({
      text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      tags: symbol.getJsDocTags(checker),
    }));
  expect(shown).toEqual([
    { text: "`Smart 'Meter'`, product key `k0`.", tags: [] },
    { text: "`＠deprecated * / see ＠internal {＠link x}`, product key `k1`.", tags: [] },
    { text: "`two lines`, product key `k2`.", tags: [] },
    { text: "Without a name, product key `k3`.", tags: [] },
  ]);
});

test("a formatter and linter leaves a catalogue as it is", () => {
  const text = printCatalogue(oddOnes);
  writeFileSync(join(directory, "formatted.ts"), text);
  writeFileSync(join(directory, "biome.json"), "{}");
  const biome = join(dirname(require.resolve("@biomejs/biome/package.json")), "bin", "biome");
  const { status } = spawnSync(process.execPath, [biome, "check", "--write", "--unsafe", "formatted.ts"], {
    cwd: directory,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(readFileSync(join(directory, "formatted.ts"), "utf8")).toBe(text);
  expect(text).toContain("/* eslint-disable */");
});
