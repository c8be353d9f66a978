import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { pathWithNode } from "../support/node-in-path";
import { engines, providerRequirement, testEach, Workspace } from "../support/terraform";

interface Launch {
  /** names of the provider's files that were loaded */
  readonly files: readonly string[];
  /** what `provider.js` exports */
  readonly exported: readonly string[];
}

/** Starts Node as it is, and records what each process has loaded when it ends. */
function recording(): { PATH: string; launches: () => Launch[] } {
  const directory = newDirectory();
  const [record, preload] = [join(directory, "launches"), join(directory, "preload.cjs")];
  const program = () => {
    const { appendFileSync } = require("node:fs");
    const { basename, dirname } = require("node:path");
    process.on("exit", () => {
      const provider = dirname(process.argv[1] ?? "");
      const loaded = Object.values(require.cache).filter((module) => dirname(module?.filename ?? "") === provider);
      const files = loaded.map((module) => basename(module?.filename)).sort();
      const exported = loaded.flatMap((module) =>
        module?.filename.endsWith("provider.js") ? Object.keys(module.exports) : [],
      );
      appendFileSync("RECORD", `${JSON.stringify({ files, exported })}\n`);
    });
  };
  writeFileSync(preload, `(${program.toString().replace('"RECORD"', JSON.stringify(record))})();`);
  return {
    PATH: pathWithNode(`exec '${process.execPath}' --require '${preload}' "$@"`),
    launches: () =>
      readFileSync(record, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
  };
}

const core = ["core.js", "provider.js", "terraform-provider-connect"];
const reading = ["client.js", ...core, "undici.js"];

testEach(engines, "loads what reads a platform in the one launch that reads, and RE2 in none", async (engine) => {
  const emulator = await startEmulator({ seed: seedOf([wireProduct(1)]) });
  const { PATH, launches } = recording();
  const workspace = new Workspace(engine, { ...environmentOf(emulator.endpoint), PATH });
  workspace.init(`${providerRequirement}
    provider "connect" {}
    data "connect_product" "p" { product_key = "key00001" }
  `);
  const { code } = await workspace.run(["plan", "-input=false"]);
  await emulator.close();

  expect(code).toBe(0);
  const loaded = launches().map(({ files }) => files.join(" "));
  expect(new Set(loaded)).toEqual(new Set([core.join(" "), reading.join(" ")]));
  expect(loaded.filter((files) => files === reading.join(" "))).toHaveLength(1);
  // Not "default", as where esbuild takes src/serve.ts for CommonJS and wraps all that it imports.
  expect(new Set(launches().flatMap(({ exported }) => exported))).toEqual(new Set(["served"]));
});
