import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../../src/address";
import { placeProvider } from "../../src/mirror/place";

/** A directory in which Terraform has what it needs. */
export interface Workspace {
  /** Seconds of `terraform plan`, without blocking this process. */
  plan(environment?: Readonly<Record<string, string>>): Promise<number>;
  remove(): void;
}

/** A provider that the environment names the executable of. */
const versionOfOthers = "99.0.0";

/** `provider` is `connect`, or the name of one of HashiCorp's with the path of its executable. */
export function makeWorkspace(provider: "connect" | { name: string; executable: string }, body: string): Workspace {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const [name, source] = provider === "connect" ? ["connect", address] : [provider.name, `hashicorp/${provider.name}`];
  if (provider === "connect") placeProvider(directory);
  else placeOther(directory, provider.name, provider.executable);
  const required = `terraform {\n  required_providers {\n    ${name} = {\n      source = "${source}"\n    }\n  }\n}\n`;
  writeFileSync(join(directory, "empty.tfrc"), "");
  writeFileSync(join(directory, "main.tf"), required + body);
  const own = { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: join(directory, "empty.tfrc") };
  const initialised = spawnSync("terraform", ["init", "-input=false", "-no-color"], {
    cwd: directory,
    env: { ...process.env, ...own },
    encoding: "utf8",
  });
  if (initialised.status !== 0) throw new Error(initialised.stderr);
  return {
    plan(environment = {}) {
      const started = performance.now();
      const child = spawn("terraform", ["plan", "-input=false"], {
        cwd: directory,
        env: { ...process.env, ...own, ...environment },
        stdio: ["ignore", "ignore", "inherit"],
      });
      return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code) => {
          if (code === 0) resolve((performance.now() - started) / 1000);
          else reject(new Error(`terraform plan ended with ${code}`));
        });
      });
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

function placeOther(directory: string, name: string, executable: string): void {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const place = join(
    "registry.terraform.io",
    "hashicorp",
    name,
    versionOfOthers,
    `${system}_${process.arch === "x64" ? "amd64" : process.arch}`,
  );
  const target = join(directory, "terraform.d", "plugins", place);
  mkdirSync(target, { recursive: true });
  cpSync(executable, join(target, `terraform-provider-${name}_v${versionOfOthers}`));
}
