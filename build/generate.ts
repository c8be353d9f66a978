// What is derived and committed: version, the page of bootstrap, schema, bindings, the tables in the docs, the example for CDK Terrain. Needs terraform or tofu, and no
// network. `npm run generate` must leave no diff; it also writes the page of differences and builds. The plugin protocol code has a
// command of its own, which downloads its two programs.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../src/address";
import { installProvider } from "../src/mirror/install";
import { generateBindings, type ProviderSchema } from "./bindings";
import { generateExample } from "./cdk-terrain-example";
import { generateDocs } from "./docs";
import { errorsPage } from "./errors";
import { pageModule } from "./page";
import { generateProtocol } from "./protocol";
import { generateSchemas } from "./schemas";

const root = join(__dirname, "..");
const engine = spawnSync("terraform", ["version"]).error ? "tofu" : "terraform";
const run = (command: string, args: string[], cwd = root, env = {}) =>
  execFileSync(command, args, {
    cwd,
    env: { ...process.env, CHECKPOINT_DISABLE: "1", ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });

function generateVersion(): void {
  const { version, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(
    join(root, "src", "version.ts"),
    `// Generated from package.json by \`npm run generate\`.\n\n/** Version of the package and of the provider in it. */\nexport const version = ${JSON.stringify(version)};\n\n/** The oldest version of Node that runs it. */\nexport const leastNode = ${JSON.stringify(engines.node.replace(">=", ""))};\n`,
  );
}

/** What the real provider reports to the real Terraform or OpenTofu. */
function readSchema(): ProviderSchema {
  const directory = mkdtempSync(join(tmpdir(), "connect-schema-"));
  const env = { TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc") };
  try {
    writeFileSync(env.TF_CLI_CONFIG_FILE, "");
    writeFileSync(
      join(directory, "main.tf"),
      `terraform {\n  required_providers {\n    connect = {\n      source = "${address}"\n    }\n  }\n}\n`,
    );
    installProvider(directory);
    run(engine, ["init", "-input=false", "-no-color"], directory, env);
    return JSON.parse(run(engine, ["providers", "schema", "-json"], directory, env));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function generate(): Promise<void> {
  generateVersion();
  writeFileSync(join(root, "src", "bootstrap", "page", "bundled.ts"), await pageModule(root));
  generateProtocol(join(root, "src", "plugin"));
  run("npm", ["run", "--silent", "build:bundle"]);
  const schema = readSchema();
  await generateBindings(schema, join(root, "src", "bindings"));
  generateDocs(schema, root);
  writeFileSync(join(root, "docs", "errors.md"), errorsPage());
  generateSchemas(join(root, "schemas"));
  const example = generateExample(root);
  run("npx", ["biome", "check", "--write", "--log-level=error", "src/version.ts", "schemas", example]);
}

void generate();
