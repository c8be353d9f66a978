import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { address } from "../address";
import { isThere } from "../files/text";
import { installProvider } from "../mirror/install";
import { writeNetworkMirror } from "../mirror/network";
import { type ProviderPackage, providerPackage } from "../mirror/package";
import { allSystems, placeInPlugins } from "../mirror/plugins";
import { defineCommand, flag, text, texts } from "./command";
import { FINE } from "./exit-code";
import { print, printJson } from "./io";
import { oneOf, UsageError } from "./usage";

export const install = defineCommand({
  name: "install",
  summary: 'install the provider in a directory for plain "terraform init"',
  about: `Installs the provider for plain "terraform init" (or "tofu init"): offline, without CLI configuration.
Writes DIR/terraform.d/plugins and the provider's own entry in DIR/.terraform.lock.hcl.`,
  options: {
    dir: text("DIR", "the working directory of the configuration (default: the current directory)"),
    user: flag("for all directories of this user: ~/.terraform.d/plugins, and no lock entry"),
    "network-mirror": text("DIR", "the files of a network mirror, to be served over HTTPS"),
    platform: texts("OS_ARCH", `only for this system; repeatable (default: all of them):\n${allSystems.join(", ")}`),
  },
  example: ["", "cdktf-connect install && terraform init && terraform plan"],
  exitCodes: { 0: "installed", 1: "failure" },
  run({ values, json }, io) {
    const { dir, user, "network-mirror": mirror } = values;
    if ([dir, user, mirror].filter((each) => each !== undefined).length > 1)
      throw new UsageError("--dir, --user and --network-mirror exclude each other: choose one");
    const systems = systemsOf(values.platform);
    const { provider, directory, next } =
      mirror !== undefined
        ? forNetwork(resolve(mirror), systems)
        : user
          ? forUser(io.environment.HOME || homedir(), systems)
          : forDirectory(resolve(dir ?? "."), systems);
    const { version, hash } = provider;
    if (json) printJson(io, 1, { address, providerVersion: version, hash, directory });
    else print(io, `Installed ${address} ${version} in ${directory}\n\n${next}`);
    return FINE;
  },
});

const systemsOf = (written: readonly string[] | undefined): readonly string[] =>
  written === undefined
    ? allSystems
    : [...new Set(written)].map((system) => oneOf("--platform: unknown system", allSystems, system));

interface Installed {
  readonly provider: ProviderPackage;
  readonly directory: string;
  /** what to do now */
  readonly next: string;
}

function forDirectory(directory: string, systems: readonly string[]): Installed {
  if (!isThere(directory)) throw new UsageError(`--dir: there is no directory ${directory}`);
  if (!statSync(directory).isDirectory()) throw new UsageError(`--dir: ${directory} is not a directory`);
  return { provider: installProvider(directory, undefined, systems), directory, next: requirement };
}

function forUser(home: string, systems: readonly string[]): Installed {
  const provider = providerPackage();
  const directory = join(home, ".terraform.d", "plugins");
  placeInPlugins(join(directory, ...address.split("/")), provider, systems);
  return { provider, directory, next: requirement };
}

const forNetwork = (directory: string, systems: readonly string[]): Installed => ({
  provider: writeNetworkMirror(directory, systems),
  directory,
  next: mirrorConfiguration,
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

const [host] = address.split("/");
const mirrorConfiguration = `Serve the directory over HTTPS, and name its address in the CLI configuration:

  provider_installation {
    network_mirror {
      url     = "https://…/"
      include = ["${host}/*/*"]
    }
    direct {
      exclude = ["${host}/*/*"]
    }
  }
`;
