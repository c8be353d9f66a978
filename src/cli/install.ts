import { statSync } from "node:fs";
import { resolve } from "node:path";
import { address } from "../address";
import { isThere } from "../files/text";
import { installProvider } from "../mirror/install";
import { defineCommand, text } from "./command";
import { FINE } from "./exit-code";
import { print, printJson } from "./io";
import { UsageError } from "./usage";

export const install = defineCommand({
  name: "install",
  summary: 'install the provider in a directory for plain "terraform init"',
  about: `Installs the provider for plain "terraform init" (or "tofu init"): offline, without CLI configuration.
Writes DIR/terraform.d/plugins and the provider's own entry in DIR/.terraform.lock.hcl.`,
  options: {
    dir: text("DIR", "the working directory of the configuration (default: the current directory)"),
  },
  example: ["", "cdktf-connect install && terraform init && terraform plan"],
  exitCodes: { 0: "installed", 1: "failure" },
  run({ values, json }, io) {
    const directory = resolve(values.dir ?? ".");
    if (!isThere(directory)) throw new UsageError(`--dir: there is no directory ${directory}`);
    if (!statSync(directory).isDirectory()) throw new UsageError(`--dir: ${directory} is not a directory`);
    const { version, hash } = installProvider(directory);
    if (json) printJson(io, 1, { address, providerVersion: version, hash, directory });
    else print(io, `Installed ${address} ${version} in ${directory}\n\n${requirement}`);
    return FINE;
  },
});

const requirement = `Require it in the configuration and run "terraform init":

  terraform {
    required_providers {
      connect = {
        source = "${address}"
      }
    }
  }
`;
