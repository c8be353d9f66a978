import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packedArchive, packedPackage } from "../support/app";
import { newDirectory } from "../support/directory";
import { must, runNode } from "../support/program";

const root = join(__dirname, "..", "..");
const directory = packedPackage();
const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(join(directory, name)).isFile(),
);

/** Every file of the package is of one of these kinds. */
const kinds = [
  /^(package\.json|LICENSE|README(\.zh-CN)?\.md|CHANGELOG\.md|SECURITY\.md|action\.yml)$/,
  /^docs\/([\w-]+\/)*[\w-]+\.(md|svg)$/,
  /^schemas\/[\w.-]+\.json$/,
  /^(cdktn|testing|cdktn\/testing)\/index\.(js|d\.ts)$/,
  /^dist\/(cli|cli-main|lookup-worker)\.js$/,
  /^dist\/NOTICES\.txt$/,
  /^dist\/provider\/(manifest\.json|terraform-provider-connect\.zip)$/,
  /^dist\/(cdktn\/)?emulator\/[\w-]+\/demo\.json$/,
  // What the compiler makes of each file that the entry points need.
  /^dist\/([\w-]+\/)*[\w-]+\.(js|d\.ts)$/,
];

test("every file of the package is of a kind that belongs there", () => {
  expect(files.filter((name) => !kinds.some((kind) => kind.test(name)))).toEqual([]);
  expect(files.filter((name) => /(^|[/.])tests?\b|\.map$/.test(name))).toEqual([]);
  const inClone = ["LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "SECURITY.md"].filter((name) =>
    existsSync(join(root, name)),
  );
  for (const name of [...inClone, "dist/NOTICES.txt", "docs/index.md", "schemas/drift-report.schema.json"])
    expect(files).toContain(name);
  // Nothing but src is compiled into it.
  const compiled = files.filter((name) => name.startsWith("dist/") && name.endsWith(".d.ts"));
  const sources = compiled.map((name) =>
    join(root, "src", name.replace(/^dist\/(cdktn\/)?/, "").replace(".d.ts", ".ts")),
  );
  expect(sources.filter((name) => !existsSync(name))).toEqual([]);
});

test("no file names a path of the machine that built it, or a map of its sources", () => {
  const named = files.filter((name) => {
    const text = readFileSync(join(directory, name), "latin1");
    return text.includes(root) || /\/\/# sourceMappingURL=/.test(text);
  });
  expect(named).toEqual([]);
});

test("the package is small: a good megabyte to load, four to keep", () => {
  const size = files.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
  expect(statSync(packedArchive()).size).toBeLessThan(1_200_000);
  expect(size).toBeLessThan(4_100_000);
});

test("installing it runs nothing, and all that package.json names is there", () => {
  expect(
    Object.keys(manifest.scripts).filter((name) => /^((pre|post)?install|prepare|prepublish)$/.test(name)),
  ).toEqual([]);
  const named: string[] = [manifest.main, manifest.types, ...Object.values(manifest.bin), ...manifest.sideEffects];
  expect(named.filter((name) => !existsSync(join(directory, name)))).toEqual([]);
});

test("npm ci runs the script that builds a clone, and installing the package does not", () => {
  expect(manifest.scripts.preprepare).toBe("npm run --silent build");
  const [clone, user] = [newDirectory(), newDirectory()];
  const about = { name: "clone", version: "1.0.0" };
  const scripts = { preprepare: `node -e "fs.writeFileSync('built', '')"` };
  const lock = { ...about, lockfileVersion: 3, packages: { "": about } };
  writeFileSync(join(clone, "package.json"), JSON.stringify({ ...about, scripts }));
  writeFileSync(join(clone, "package-lock.json"), JSON.stringify(lock));
  must("npm", ["pack", "--pack-destination", user], { directory: clone });
  must("npm", ["install", "--offline", "./clone-1.0.0.tgz"], { directory: user });
  expect(readdirSync(join(user, "node_modules", "clone"))).not.toContain("built");
  must("npm", ["ci", "--offline"], { directory: clone });
  expect(readdirSync(clone)).toContain("built");
});

test("publint finds nothing", () => {
  const program = join(root, "node_modules", "publint", "src", "cli.js");
  expect(runNode([program, "run", packedArchive(), "--strict"])).toMatchObject({ status: 0 });
});

test("arethetypeswrong finds nothing, with each module resolution of each entry point", () => {
  const program = `
    import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
    import { readFileSync } from "node:fs";
    const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(process.argv[1]))));
    console.log(JSON.stringify({ problems: found.problems, entryPoints: Object.keys(found.entrypoints) }));
  `;
  const args = ["--input-type=module", "--eval", program, packedArchive()];
  const { problems, entryPoints } = JSON.parse(must(process.execPath, args, { directory: root }));
  expect(problems).toEqual([]);
  expect(entryPoints).toEqual(expect.arrayContaining([".", "./cdktn", "./testing", "./cdktn/testing"]));
});
