import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");
const declarations = ["constructs", "testing"].map((folder) => join(root, "dist", folder));

/** The code below each @example in the declarations that users get. */
const examples = declarations
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith(".d.ts"))
  .flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      for (const tag of ts.getJSDocTags(node))
        if (tag.tagName.text === "example") found.push(ts.getTextOfJSDocComment(tag.comment) ?? "");
      ts.forEachChild(node, visit);
    };
    visit(source);
    return [...new Set(found)];
  });

const head = `import { App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { Connect, ConnectProduct, ConnectProductSecret, ConnectProducts, ConnectProvider } from "cdktf-connect";
import { type EmulatorSeed, fakeProducts, startEmulator } from "cdktf-connect/testing";
declare const app: App;
declare const stack: TerraformStack;
`;

const questions = `${head}
const token = stack.node.id as string;
const meter = new ConnectProduct(stack, "m", { productKey: "k", orgId: token, onDrift: token, expect: { productType: token } });
const all = new ConnectProducts(stack, "a", { where: { productType: "/*where*/" }, onDrift: "/*onDrift*/" });
new ConnectProduct(stack, "e", { productKey: "k", expect: { productType: "/*expect*/", aliyun: { netType: "/*netType*/" } } });
new ConnectProvider(stack, "p", { onDrift: "/*provider*/", enos: { apiVersion: "/*apiVersion*/" } });
if (meter.productType === "/*attribute*/" || all.products.get("k").productType === "/*inMap*/") throw 0;
if (meter.atSynth.productType === "/*atSynth*/" || meter.atSynth.aliyun?.netType === "/*atSynthAliyun*/") throw 0;
meter./*hover*/defaultValidDay;
meter./*hover*/protocolGatewayIds;
all.products.get("k")./*hover*/updateTime;
all./*hover*/products;
Connect.prefetch(app, [{ productKey: "k" }, { /*deprecated*/product: "k" }]);
`;

const files = new Map([
  ["questions.ts", questions],
  ...examples.map((text, index): [string, string] => [
    `example-${index}.ts`,
    `${head}async function example(): Promise<void> {\n${text}\n}\n`,
  ]),
]);
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
  paths: { "cdktf-connect": ["./dist/index"], "cdktf-connect/testing": ["./dist/testing/index"] },
  baseUrl: root,
};
const read = (path: string) => files.get(path.slice(root.length + 1)) ?? ts.sys.readFile(path);
const service = ts.createLanguageService({
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [...files.keys()].map((name) => join(root, name)),
  getScriptVersion: () => "1",
  getScriptSnapshot: (path) => {
    const text = read(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  fileExists: (path) => read(path) !== undefined,
  readFile: read,
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

const errorsOf = (name: string): string[] =>
  [...service.getSyntacticDiagnostics(join(root, name)), ...service.getSemanticDiagnostics(join(root, name))].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );

test("each example in a doc comment compiles, and each construct, synth-time call and function of the test kit has one", () => {
  expect(examples.length).toBeGreaterThanOrEqual(13);
  expect([...files.keys()].flatMap(errorsOf)).toEqual([]);
});

test.each([
  ["where", ["Device", "Gateway"]],
  ["onDrift", ["error", "warning"]],
  ["expect", ["Device", "Gateway"]],
  ["netType", ["CELLULAR", "ETHERNET", "OTHER", "WIFI"]],
  ["provider", ["error", "warning"]],
  ["apiVersion", ["v2.1", "v2.4"]],
  ["attribute", ["Device", "Gateway"]],
  ["inMap", ["Device", "Gateway"]],
  ["atSynth", ["Device", "Gateway"]],
  ["atSynthAliyun", ["CELLULAR", "ETHERNET", "OTHER", "WIFI"]],
])("an editor completes the well-known values at %s", (mark, words) => {
  const at = questions.indexOf(`/*${mark}*/`);
  const found = service.getCompletionsAtPosition(join(root, "questions.ts"), at, {})?.entries ?? [];
  expect(found.map(({ name }) => name).sort()).toEqual(words);
});

test("hovers name attributes, elements and functions as TypeScript does", () => {
  const hovers = [...questions.matchAll(/\/\*hover\*\//g)].map(({ index, 0: mark }) => {
    const info = service.getQuickInfoAtPosition(join(root, "questions.ts"), index + mark.length);
    return ts.displayPartsToString(info?.documentation);
  });
  expect(hovers).toEqual([
    expect.stringContaining("`biDirectionalAuth`"),
    expect.stringContaining("`JSON.parse` or, for a token, `Fn.jsondecode`"),
    expect.stringContaining("`createTime`"),
    expect.stringMatching(/`forEach`.*`ConnectProduct`/),
  ]);
});

test("an editor shows that the old name of a key to prefetch is deprecated", () => {
  const mark = "/*deprecated*/";
  const info = service.getQuickInfoAtPosition(join(root, "questions.ts"), questions.indexOf(mark) + mark.length);
  expect(info?.tags).toEqual([expect.objectContaining({ name: "deprecated" })]);
});
