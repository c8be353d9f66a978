import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { address } from "../address";
import { installProvider } from "../mirror/install";
import { parseOptions } from "./options";
import { print } from "./output";
import { UsageError } from "./usage";

export const installHelp = `Usage: cdktf-connect install [--dir DIR] [--json]

Installs the provider for plain "terraform init" (or "tofu init"): offline, without CLI configuration.
Writes DIR/terraform.d/plugins and the provider's own entry in DIR/.terraform.lock.hcl.

  --dir DIR   the working directory of the configuration (default: the current directory)
  --json      print what was installed as JSON

Example:
  cdktf-connect install && terraform init && terraform plan
`;

/** `cdktf-connect install` */
export async function install(args: string[]): Promise<number> {
  const { values } = parseOptions({ args, options: { dir: { type: "string" }, json: { type: "boolean" } } });
  if (values.dir === "") throw new UsageError("--dir: it is empty; check the variable that it comes from");
  const directory = resolve(values.dir ?? ".");
  if (!existsSync(directory)) throw new UsageError(`--dir: there is no directory ${directory}`);
  if (!statSync(directory).isDirectory()) throw new UsageError(`--dir: ${directory} is not a directory`);
  const { version, hash } = installProvider(directory);
  print(
    values.json
      ? `${JSON.stringify({ address, version, hash, directory })}\n`
      : `Installed ${address} ${version} in ${directory}\n\n` +
          `Require it in the configuration and run "terraform init":\n\n` +
          `  terraform {\n    required_providers {\n      connect = {\n        source = "${address}"\n      }\n    }\n  }\n`,
  );
  return 0;
}
