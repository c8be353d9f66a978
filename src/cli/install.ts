import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { address } from "../address";
import { isThere } from "../files/text";
import { installProvider } from "../mirror/install";
import { writeNetworkMirror } from "../mirror/network";
import { type ProviderPackage, providerPackage } from "../mirror/package";
import { allSystems, placeInPlugins } from "../mirror/plugins";
import { readNodeProgram, standaloneSystems } from "../mirror/standalone/node-program";
import { withStandalone } from "../mirror/standalone/standalone";
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
    standalone: flag("as a program for Linux that needs no Node.js where Terraform runs (made with postject)"),
    node: text("FILE", "with --standalone: the Node.js to make it of (default: the one that runs this)"),
  },
  example: ["", "cdktf-connect install && terraform init && terraform plan"],
  exitCodes: { 0: "installed", 1: "failure" },
  run({ values, json }, io) {
    const { dir, user, "network-mirror": mirror, platform, standalone, node } = values;
    if ([dir, user, mirror].filter((each) => each !== undefined).length > 1)
      throw new UsageError("--dir, --user and --network-mirror exclude each other: choose one");
    if (node !== undefined && !standalone) throw new UsageError("--node: it has a meaning with --standalone only");
    const place =
      mirror !== undefined
        ? inNetworkMirror(resolve(mirror))
        : user
          ? forUser(io.environment.HOME || homedir())
          : inDirectory(resolve(dir ?? "."));
    const systems = systemsOf(platform, standalone ? standaloneSystems : allSystems);
    const { version, hash } = standalone
      ? placeStandalone(place, node ?? process.execPath, systems)
      : placed(place, providerPackage(), systems ?? allSystems);
    const { directory, next } = place;
    if (json) printJson(io, 1, { address, providerVersion: version, hash, directory });
    else print(io, `Installed ${address} ${version} in ${directory}\n\n${next}`);
    return FINE;
  },
});

/** The systems that were named. */
const systemsOf = (written: readonly string[] | undefined, known: readonly string[]): readonly string[] | undefined =>
  written && [...new Set(written)].map((system) => oneOf("--platform: not for this system:", known, system));

/** Where providers are put. */
interface Place {
  readonly directory: string;
  readonly put: (provider: ProviderPackage, systems: readonly string[]) => void;
  /** what to do afterwards */
  readonly next: string;
}

function placeStandalone(place: Place, file: string, systems: readonly string[] | undefined): ProviderPackage {
  const node = readNodeProgram(resolve(file));
  const others = systems?.filter((system) => system !== node.system) ?? [];
  if (others.length > 0)
    throw new UsageError(
      `--platform: ${node.file} is Node.js for ${node.system}: for ${others.join(" and ")}, name a program with --node, in a run of its own`,
    );
  return withStandalone(node, (provider) => placed(place, provider, [node.system]));
}

function placed(place: Place, provider: ProviderPackage, systems: readonly string[]): ProviderPackage {
  place.put(provider, systems);
  return provider;
}

function inDirectory(directory: string): Place {
  if (!isThere(directory)) throw new UsageError(`--dir: there is no directory ${directory}`);
  if (!statSync(directory).isDirectory()) throw new UsageError(`--dir: ${directory} is not a directory`);
  return {
    directory,
    put: (provider, systems) => installProvider(directory, { provider, systems }),
    next: requirement,
  };
}

function forUser(home: string): Place {
  const directory = join(home, ".terraform.d", "plugins");
  return {
    directory,
    put: (provider, systems) => placeInPlugins(join(directory, ...address.split("/")), provider, systems),
    next: requirement,
  };
}

const inNetworkMirror = (directory: string): Place => ({
  directory,
  put: (provider, systems) => writeNetworkMirror(directory, systems, provider),
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
