import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, stop, transform } from "esbuild";
import { makeApp } from "../support/app";
import { newDirectory } from "../support/directory";
import { runNode } from "../support/program";
import { libraries } from "../support/stacks";

const root = join(__dirname, "..", "..");

const stack = (library: string) =>
  `const { App, TerraformStack } = require("${library}");\nconst stack = new TerraformStack(new App(), "meters");\n`;
const product = (entryPoint: string) =>
  `new (require("${entryPoint}").ConnectProduct)(stack, "meter", { productKey: "k" });\n`;

/** What a program fails with. */
function failure(directory: string, text: string, ...flags: string[]): string {
  writeFileSync(join(directory, "main.js"), text);
  const { status, stderr } = runNode([...flags, "main.js"], { directory });
  expect(status).toBe(1);
  // One sentence, once.
  const [message, ...others] = stderr.split("\n").filter((line) => line.startsWith("Error: "));
  expect(others).toEqual([]);
  return message as string;
}

afterAll(stop);

let app: string;
beforeAll(() => {
  app = makeApp({});
});

test("the wrong entry point names the right one", () => {
  const { cdktf, cdktn } = libraries;
  expect(failure(app, stack("cdktn") + product(cdktf))).toBe(
    'Error: This stack belongs to cdktn: import ConnectProduct from "cdktf-connect/cdktn".',
  );
  expect(failure(app, stack("cdktf") + product(cdktn))).toBe(
    'Error: This stack belongs to cdktf: import ConnectProduct from "cdktf-connect".',
  );
});

test.each([
  ["cdktf-connect", "cdktf", 'in a project of CDK Terrain, import from "cdktf-connect/cdktn".'],
  ["cdktf-connect/cdktn", "cdktn", 'in a project of CDKTF, import from "cdktf-connect".'],
])("%s without %s says what to install or to import", (entryPoint, library, advice) => {
  const directory = makeApp({});
  rmSync(join(directory, "node_modules", library));
  expect(failure(directory, `require("${entryPoint}");`)).toBe(
    `Error: The package ${library} is not installed: run "npm install ${library} constructs" or, ${advice}`,
  );
});

test("two copies of this package in one app are an error that names both", () => {
  const other = makeApp({});
  const copy = join(other, "node_modules", "cdktf-connect");
  const message = failure(
    app,
    stack("cdktf") + product("cdktf-connect") + product(copy).replace('"meter"', '"second"'),
  );
  expect(message).toContain("This app uses two copies of cdktf-connect");
  for (const directory of [app, other]) expect(message).toContain(join(directory, "node_modules", "cdktf-connect"));
});

const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };

test.each([
  ["CommonJS", { format: "cjs" }],
  ["an ES module", { format: "esm", banner }],
] as const)("a program bundled as %s says that this package must not be in the bundle", async (_, options) => {
  const stdin = { contents: stack("cdktf") + product("cdktf-connect"), resolveDir: app };
  const made = await build({ stdin, bundle: true, platform: "node", write: false, minify: true, ...options });
  const directory = newDirectory();
  if (options.format === "esm") writeFileSync(join(directory, "package.json"), '{"type":"module"}');
  expect(failure(directory, made.outputFiles[0]?.text as string)).toMatch(
    /^Error: cdktf-connect cannot work from inside a bundle, .*: mark it, and cdktf or cdktn, as external \(esbuild --external:cdktf-connect /,
  );
});

test("a library that is in the bundle without us is another copy, and both must stay outside", async () => {
  const stdin = { contents: stack("cdktf") + product("cdktf-connect"), resolveDir: app };
  const external = ["cdktf-connect"];
  const made = await build({ stdin, bundle: true, platform: "node", write: false, minify: true, external });
  expect(failure(app, made.outputFiles[0]?.text as string)).toContain("mark cdktf and cdktf-connect as external");
});

/** Makes a process believe that it is run by an old version of Node. */
const old = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" });';

test("constructs, CLI and provider say the same where Node is too old, and nothing else", () => {
  const directory = newDirectory();
  writeFileSync(join(directory, "old.js"), old);
  cpSync(join(root, "dist", "provider"), directory, { recursive: true });
  const sentence = `cdktf-connect needs Node.js 20.18.1 or newer; this is 18.20.8 (${process.execPath}).`;
  const start = (program: string, ...args: string[]) =>
    runNode(["--require", join(directory, "old.js"), program, ...args]);
  const cli = join(app, "node_modules", "cdktf-connect", "dist", "cli.js");
  expect(start(cli, "doctor")).toMatchObject({ status: 1, stdout: "", stderr: `${sentence}\n` });
  const provider = join(directory, "terraform-provider-connect");
  expect(start(provider)).toMatchObject({ status: 1, stdout: `${sentence}\n`, stderr: "" });
  expect(failure(app, 'require("cdktf-connect");', "--require", join(directory, "old.js"))).toBe(`Error: ${sentence}`);
});

/** Whether a version of Node can read a file that this one reads. */
async function isSyntaxOf(target: string, file: string): Promise<boolean> {
  const text = readFileSync(file, "utf8");
  return (await transform(text, { target })).code === (await transform(text, { target: "esnext" })).code;
}

test("Node 10 can read all that is read before its version is looked at", async () => {
  const directory = newDirectory();
  writeFileSync(join(directory, "old.js"), old);
  const dist = join(app, "node_modules", "cdktf-connect", "dist");
  const first = ["", "cdktn"].flatMap((copy) => {
    const index = join(dist, copy, "index.js");
    const text = `try { require("${index}"); } catch { console.log(Object.keys(require.cache).join("\\n")); }`;
    writeFileSync(join(app, "main.js"), text);
    const { stdout } = runNode(["--require", join(directory, "old.js"), "main.js"], { directory: app });
    const read = stdout.split("\n").filter((file) => file.startsWith(dist));
    expect(read).toContain(join(dist, copy, "launch", "node.js"));
    // Those that threw are no longer in the cache.
    return [...read, index, join(dist, copy, "constructs", "requirements.js")];
  });
  const launchers = [join(dist, "cli.js"), join(root, "dist", "provider", "terraform-provider-connect")];
  for (const file of [...first, ...launchers]) expect([file, await isSyntaxOf("node10", file)]).toEqual([file, true]);
  expect(await isSyntaxOf("node10", join(dist, "cli-main.js"))).toBe(false);
});
