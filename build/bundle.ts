// Builds what ships beside the compiled library: the provider (zipped for Terraform), the CLI, the reader of synths, and the licences
// of what is in them.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { executable } from "../src/mirror/package";
import { h1, zip } from "../src/mirror/zip";
import { version } from "../src/version";
import { type Bundle, makeBundles, root, windowsScript } from "./bundles";
import { notices } from "./notices";

const dist = process.argv[2] ?? join(root, "dist");
const archive = `${executable}.zip`;

async function buildBundles(): Promise<void> {
  const made = await makeBundles();
  rmSync(dist, { recursive: true, force: true });
  for (const [name, { content }] of made) {
    const file = join(dist, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  for (const program of ["cli.js", `provider/${executable}`]) chmodSync(join(dist, program), 0o755);
  writeProvider(new Map([...made].filter(([name]) => isOfProvider(name))));
  const contents = [...made].map(([name, { packageFiles }]) => ({
    artefact: isOfProvider(name) ? `dist/provider/${archive}` : `dist/${name}`,
    packageFiles,
  }));
  writeFileSync(join(dist, "NOTICES.txt"), notices(root, contents));
}

const isOfProvider = (name: string): boolean => name.startsWith("provider/");

function writeProvider(made: ReadonlyMap<string, Bundle>): void {
  const code = [...made].map(([name, { content, packageFiles }]) => ({
    artefact: name.replace("provider/", ""),
    content,
    packageFiles,
  }));
  const files = {
    ...Object.fromEntries(code.map(({ artefact, content }) => [artefact, content])),
    // Windows starts only what has a known ending; Terraform looks for the name with and without one.
    [`${executable}.cmd`]: Buffer.from(windowsScript),
    "NOTICES.txt": Buffer.from(notices(root, code)),
    // A package.json of type "module" anywhere above would otherwise change how Node reads the files.
    "package.json": Buffer.from(`${JSON.stringify({ name: executable, version, type: "commonjs" })}\n`),
  };
  const directory = join(dist, "provider");
  writeFileSync(join(directory, archive), zip(files, 9));
  writeFileSync(join(directory, "manifest.json"), `${JSON.stringify({ version, hash: h1(files) })}\n`);
}

buildBundles().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
