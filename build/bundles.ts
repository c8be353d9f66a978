// What esbuild makes of src: the bundles of dist, and which packages are in each.
import { join, relative } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import { extraAuthorities } from "../src/http/trust";
import { keptPattern } from "../src/launch/options";
import { executable } from "../src/mirror/package";
import { leastNode } from "../src/version";

export const root = join(__dirname, "..");

/**
 * A shell script and JavaScript at once, to which the script is a string and a comment. It keeps from Node what would break or slow
 * down its start: options meant for other programs, and a file of authorities, which Node 20 would parse before anything else (80 ms
 * with a usual one; src/http/trust.ts reads it when a connection needs it). Terraform shows the first line printed at start-up, so
 * it also reports that Node is missing, or ends at once because of the options that are left or the limit of its address space.
 */
const script = String.raw`#!/bin/sh
":" /*
if [ -n "$NODE_OPTIONS" ]; then
  set -f
  IFS=' '
  kept=
  for word in $NODE_OPTIONS; do
    case $word in
    *[\"\\]*) ;;
    ${keptPattern}) kept="$kept $word" ;;
    esac
  done
  NODE_OPTIONS=$kept
fi
if [ -n "$NODE_EXTRA_CA_CERTS" ]; then
  export ${extraAuthorities}="$NODE_EXTRA_CA_CERTS"
  unset NODE_EXTRA_CA_CERTS
fi
if command -v node >/dev/null 2>&1; then
  limit=$(ulimit -v)
  if [ -z "$NODE_OPTIONS" ] && [ "$limit" = unlimited ]; then exec node "$0" "$@"; fi
  said=$(node -e 0 2>&1) && exec node "$0" "$@"
  shown=$(echo $NODE_OPTIONS)
  said=$(printf '%s' "$said" | tr -s '\n' ' ' | cut -c 1-300)
  echo "The connect provider cannot start, because Node.js ends at once: check NODE_OPTIONS ($shown) and ulimit -v ($limit). $said"
  exit 1
fi
echo "The connect provider needs Node.js ${leastNode} or newer; there is no node in PATH."
exit 1
*/;`;

/** The same for Windows, where options are left as they are: its language cannot take them apart safely. */
export const windowsScript = [
  "@setlocal",
  `@if defined NODE_EXTRA_CA_CERTS set "${extraAuthorities}=%NODE_EXTRA_CA_CERTS%"`,
  '@set "NODE_EXTRA_CA_CERTS="',
  `@node "%~dp0${executable}" %*`,
  "",
].join("\r\n");

/** What starts a bundle if Node is new enough, and says so if not: read by versions of Node that could not read the bundle. */
const launcher = (name: string, banner: string, bundle: string): BuildOptions => ({
  entryPoints: [`src/launch/${name}.ts`],
  target: "node10",
  banner: { js: banner },
  external: [bundle],
});

const laterFiles: Readonly<Record<string, string>> = {
  "./client": "./client.js",
  "./lock/provider-record": "./recorded.js",
  undici: "./undici.js",
  re2js: "./re2js.js",
};

/**
 * What only some launches of the provider need is a file of its own, which Node does not have to parse in the others: what reads
 * platforms from configuring on, undici from the first request on, RE2 from the first expression on, what is recorded where that is
 * wanted. The code has `require`
 * there; any other `require` of a module of ours would make esbuild wrap all imports of that module.
 */
const later: Plugin = {
  name: "later",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === "require-call" && path in laterFiles ? { path: laterFiles[path] as string, external: true } : undefined,
    );
  },
};

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

/** The project's own undici, by its file: for the bare name, Bun has a substitute without what we use of it. */
const undici: BuildOptions = { alias: { undici: "undici/index.js" }, external: ["undici"] };

/** Each gives one file, or several that share what they have in common. */
const builds: readonly BuildOptions[] = [
  { ...launcher("cli", "#!/usr/bin/env node", "./cli-main.js"), outfile: "cli.js" },
  {
    entryPoints: ["src/cli/main.ts"],
    ...undici,
    external: ["undici", "postject"],
    // jsonc-parser's CommonJS build looks for its parts when it runs, where no bundler can follow.
    mainFields: ["module", "main"],
    outfile: "cli-main.js",
  },
  // What reads a platform while a synth waits for it.
  { entryPoints: ["src/synth/worker.ts"], ...undici, outfile: "lookup-worker.js" },
  { ...launcher("provider", script, "./provider.js"), outfile: `provider/${executable}` },
  // What Terraform's first launch needs, and what only a configured provider does; esbuild splits nothing but ES modules.
  {
    entryPoints: { provider: "src/serve.ts", client: "src/client.ts" },
    plugins: [later],
    mainFields: ["module", "main"],
    format: "esm",
    splitting: true,
    chunkNames: "core",
    outdir: "provider",
  },
  { entryPoints: ["src/launch/undici.ts"], outfile: "provider/undici.js" },
  {
    entryPoints: ["src/lock/provider-record.ts"],
    plugins: [later],
    mainFields: ["module", "main"],
    outfile: "provider/recorded.js",
  },
  { entryPoints: ["re2js"], outfile: "provider/re2js.js" },
];

export interface Bundle {
  readonly content: Uint8Array;
  /** the files of packages that it has something of */
  readonly packageFiles: readonly string[];
}

/** All bundles, by their paths in dist. */
export async function makeBundles(): Promise<ReadonlyMap<string, Bundle>> {
  const made = await Promise.all(builds.map(makeBundle));
  return new Map(made.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function makeBundle(options: BuildOptions): Promise<[name: string, Bundle][]> {
  const { outputFiles = [], metafile } = await build({ ...shared, ...options, write: false, metafile: true });
  return Promise.all(
    outputFiles.map(async ({ path, contents, text }): Promise<[string, Bundle]> => {
      const name = relative(root, path);
      const inputs = Object.entries(metafile?.outputs[name]?.inputs ?? {}).filter(
        ([, { bytesInOutput }]) => bytesInOutput > 0,
      );
      return [
        name,
        {
          content: options.format === "esm" ? await asCommonJs(text) : contents,
          packageFiles: inputs.map(([file]) => file).filter((file) => file.includes("node_modules/")),
        },
      ];
    }),
  );
}

async function asCommonJs(code: string): Promise<Uint8Array> {
  const { platform, target, minify } = shared;
  const result = await transform(code, { platform, target, minify, format: "cjs" });
  return Buffer.from(result.code);
}
