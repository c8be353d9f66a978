import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../../src/address";
import { installProvider } from "../../src/mirror/install";

/** A directory in which Terraform has what it needs. */
export interface Workspace {
  /** Seconds of `terraform plan`. */
  plan(environment?: Readonly<Record<string, string>>): Promise<number>;
  remove(): void;
}

/** One of HashiCorp's providers. */
export interface OtherProvider {
  readonly name: string;
  readonly executable: string;
  /** called before each plan, and not part of its time */
  readonly prepare: (directory: string) => Promise<void>;
}

/** The body may use any provider that comes with Terraform, and the one named. */
export function makeWorkspace(provider: "connect" | OtherProvider, body: string): Workspace {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const other = provider === "connect" ? undefined : provider;
  if (other) placeOther(directory, other);
  else installProvider(directory);
  const [name, source] = other ? [other.name, `hashicorp/${other.name}`] : ["connect", address];
  const required = `terraform {\n  required_providers {\n    ${name} = {\n      source = "${source}"\n    }\n  }\n}\n`;
  writeFileSync(join(directory, "empty.tfrc"), "");
  writeFileSync(join(directory, "main.tf"), required + body);
  const own = { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc") };
  const env = { ...process.env, ...own };
  const init = spawnSync("terraform", ["init", "-input=false", "-no-color"], { cwd: directory, env, encoding: "utf8" });
  if (init.status !== 0) throw new Error(init.stderr);
  return {
    async plan(environment = {}) {
      await other?.prepare(directory);
      return plan(directory, { ...env, ...environment });
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

function plan(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn("terraform", ["plan", "-input=false"], { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve((performance.now() - started) / 1000);
      else reject(new Error(`terraform plan ended with ${code}`));
    });
  });
}

const VERSION_OF_OTHERS = "99.0.0";

function placeOther(directory: string, { name, executable }: OtherProvider): void {
  const system = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const provider = join("registry.terraform.io", "hashicorp", name, VERSION_OF_OTHERS, system);
  const folder = join(directory, "terraform.d", "plugins", provider);
  mkdirSync(folder, { recursive: true });
  cpSync(executable, join(folder, `terraform-provider-${name}_v${VERSION_OF_OTHERS}`));
}
