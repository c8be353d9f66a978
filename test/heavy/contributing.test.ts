import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");
const table = join(root, "src", "product", "product.ts");
const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

test("for a new attribute the compiler asks for the files that CONTRIBUTING.md lists, and for no other", () => {
  const [, list = ""] = text.split(/<!-- \/?asked by the compiler -->/);
  const listed = [...list.matchAll(/`(.+)`/g)].map(([, path]) => path);
  expect(listed.length).toBeGreaterThan(1);
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (name) => {
    const content = readFile(name);
    return relative(table, name) === ""
      ? content?.replace("export const productAttributes = {", '$&\n  throwAway: computed(string, "New."),')
      : content;
  };
  const program = ts.createProgram({ rootNames: fileNames, options, host });
  const wrong = ts.getPreEmitDiagnostics(program).map(({ file }) => relative(root, file?.fileName ?? ""));
  expect([...new Set(wrong)].sort()).toEqual(listed.sort());
});
