// Builds what ships beside the compiled library: the provider (one file, zipped for Terraform) and the CLI.
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { zipSync } from "fflate";
import { version } from "../src/version";

const root = join(__dirname, "..");
const dist = process.argv[2] ?? join(root, "dist");
const providerDirectory = join(dist, "provider");
const executable = "terraform-provider-connect";

const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const node = engines.node.replace(">=", "");

// A shell script and JavaScript at once: Terraform shows the first line printed at start-up, so this is the place to say that
// Node is missing. The second line is a string and a comment to JavaScript.
const launcher = `#!/bin/sh
":" //; command -v node >/dev/null 2>&1 && exec node "$0" "$@"; echo "The connect provider needs Node.js ${node} or newer; there is no node in PATH."; exit 1
;(function () {
  var need = "${node}".split("."), have = process.versions.node.split(".");
  for (var i = 0; i < 3; i++) {
    if (+have[i] > +need[i]) return;
    if (+have[i] < +need[i]) {
      require("fs").writeSync(1, "The connect provider needs Node.js ${node} or newer; found " + process.version + ".\\n");
      process.exit(1);
    }
  }
  // Ctrl-C reaches the whole process group; before the provider knows what to do with it, it must not die of it.
  process.on("SIGINT", function () {});
})();
`;

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  keepNames: true,
  legalComments: "none",
  logLevel: "warning",
};

async function buildProvider(): Promise<void> {
  mkdirSync(providerDirectory, { recursive: true });
  const outfile = join(providerDirectory, executable);
  const { metafile } = await build({
    ...shared,
    entryPoints: ["src/serve.ts"],
    outfile,
    banner: { js: launcher },
    metafile: true,
  });
  chmodSync(outfile, 0o755);
  const files: Record<string, Buffer> = {
    [executable]: readFileSync(outfile),
    // Windows starts only what has a known ending; Terraform looks for the name with and without one.
    [`${executable}.cmd`]: Buffer.from(`@node "%~dp0${executable}" %*\r\n`),
    "NOTICES.txt": Buffer.from(notices(metafile)),
    // A package.json of type "module" anywhere above would otherwise change how Node reads the file.
    "package.json": Buffer.from(`${JSON.stringify({ name: executable, version, type: "commonjs" })}\n`),
  };
  writeFileSync(join(providerDirectory, `${executable}.zip`), zip(files));
  writeFileSync(join(providerDirectory, "manifest.json"), `${JSON.stringify({ version, hash: h1(files) })}\n`);
}

/** The same files give the same bytes: fixed dates, sorted names, Unix permissions. */
function zip(files: Record<string, Buffer>): Uint8Array {
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      const mode = name === executable ? 0o755 : 0o644;
      return [name, [files[name], { os: 3, attrs: mode << 16, mtime: new Date(1980, 0, 1) }]];
    });
  return zipSync(Object.fromEntries(entries), { level: 9 });
}

/** Terraform's package hash: SHA-256 over the sorted lines of "hash  name". */
function h1(files: Record<string, Buffer>): string {
  const lines = Object.keys(files)
    .sort()
    .map(
      (name) =>
        `${createHash("sha256")
          .update(files[name] as Buffer)
          .digest("hex")}  ${name}\n`,
    );
  return `h1:${createHash("sha256").update(lines.join("")).digest("base64")}`;
}

/** Licences of the packages bundled into the provider. */
function notices(metafile: Metafile): string {
  const packages = Object.keys(metafile.inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((directory) => {
      const name = directory.replace(/^.*node_modules\//, "");
      const license = readdirSync(join(root, directory)).find((file) => /^licen[cs]e/i.test(file));
      const { license: id } = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8"));
      return `${name} (${id})\n\n${license ? readFileSync(join(root, directory, license), "utf8") : ""}`;
    })
    .join("\n----\n\n");
}

async function buildCli(): Promise<void> {
  const outfile = join(dist, "cli.js");
  // jsonc-parser's CommonJS build looks for its parts when it runs, where no bundler can follow.
  const mainFields = ["module", "main"];
  await build({ ...shared, entryPoints: ["src/cli/main.ts"], outfile, external: ["undici"], mainFields });
  chmodSync(outfile, 0o755);
}

/** What reads a platform while a synth waits for it. */
async function buildLookupWorker(): Promise<void> {
  const outfile = join(dist, "lookup-worker.js");
  await build({ ...shared, entryPoints: ["src/lookup/worker.ts"], outfile, external: ["undici"] });
}

if (existsSync(dist)) rmSync(dist, { recursive: true });
Promise.all([buildProvider(), buildCli(), buildLookupWorker()]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
