// What esbuild makes of src: the bundles of dist, and which packages are in each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

export const root = join(__dirname, "..");
export const executable = "terraform-provider-connect";

const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
export const leastNode: string = engines.node.replace(">=", "");

// A shell script and JavaScript at once: Terraform shows the first line printed at start-up, so this is the place to say that
// Node is missing. The second line is a string and a comment to JavaScript.
const script = `#!/bin/sh
":" //; command -v node >/dev/null 2>&1 && exec node "$0" "$@"; echo "The connect provider needs Node.js ${leastNode} or newer; there is no node in PATH."; exit 1`;

/** What starts a bundle if Node is new enough, and says so if not: read by versions of Node that could not read the bundle. */
const launcher = (name: string, banner: string, bundle: string): BuildOptions => ({
  entryPoints: [`src/launch/${name}.ts`],
  target: "node10",
  banner: { js: banner },
  external: [bundle],
});

/**
 * What only some launches of the provider need is a file of its own, which Node does not have to parse in the others (of 662 kB,
 * 463): undici from the first request on, RE2 from the first expression on.
 */
const later: Plugin = {
  name: "later",
  setup(build) {
    const files: Readonly<Record<string, string>> = { "./undici-parts": "./undici.js", re2js: "./re2js.js" };
    build.onResolve({ filter: /^(\.\/undici-parts|re2js)$/ }, ({ path }) => ({
      path: files[path] as string,
      external: true,
    }));
  },
};

/** By their places in dist. */
export const bundles: Readonly<Record<string, BuildOptions>> = {
  "cli.js": launcher("cli", "#!/usr/bin/env node", "./cli-main.js"),
  "cli-main.js": {
    entryPoints: ["src/cli/main.ts"],
    external: ["undici"],
    // jsonc-parser's CommonJS build looks for its parts when it runs, where no bundler can follow.
    mainFields: ["module", "main"],
  },
  // What reads a platform while a synth waits for it.
  "lookup-worker.js": { entryPoints: ["src/lookup/worker.ts"], external: ["undici"] },
  [`provider/${executable}`]: launcher("provider", script, "./provider.js"),
  "provider/provider.js": { entryPoints: ["src/serve.ts"], plugins: [later] },
  "provider/undici.js": { entryPoints: ["src/http/undici-parts.ts"] },
  "provider/re2js.js": { entryPoints: ["re2js"] },
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

export interface Bundle {
  readonly content: Uint8Array;
  /** the files of packages that it has something of */
  readonly packageFiles: readonly string[];
}

export async function makeBundle(name: string): Promise<Bundle> {
  const options: BuildOptions = { ...shared, ...bundles[name], outfile: name };
  const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    content: outputFiles[0]?.contents as Uint8Array,
    packageFiles: inputs.map(([file]) => file).filter((file) => file.includes("node_modules/")),
  };
}
