import { version } from "../version";
import { bootstrap, bootstrapHelp } from "./bootstrap";
import { doctor, doctorHelp } from "./doctor";
import { drift, driftHelp } from "./drift";
import { emulate, emulateHelp } from "./emulate";
import { FAILURE, USAGE } from "./exit-code";
import { install, installHelp } from "./install";
import { lock, lockHelp } from "./lock";
import { parseOptions } from "./options";
import { print, tell } from "./output";
import { oneOf, UsageError } from "./usage";

interface Command {
  readonly run: (args: string[]) => Promise<number>;
  readonly help: string;
}

const commands: Readonly<Record<string, Command>> = {
  emulate: { run: emulate, help: emulateHelp },
  install: { run: install, help: installHelp },
  lock: { run: lock, help: lockHelp },
  bootstrap: { run: bootstrap, help: bootstrapHelp },
  drift: { run: drift, help: driftHelp },
  doctor: { run: doctor, help: doctorHelp },
};

const help = `Usage: cdktf-connect COMMAND [options]

Facts about IoT products, read-only, for Terraform and CDKTF.

  emulate     serve a local platform that checks every signature
  install     install the provider in a directory for plain "terraform init"
  lock        show, verify and refresh what connect.lock.json records
  bootstrap   write TypeScript, HCL, tfvars, .env and more from existing products
  drift       compare recorded and expected values with the platform
  doctor      find out why a platform cannot be read or the provider is not found

  cdktf-connect COMMAND --help   usage and an example
  cdktf-connect --version

Exit codes: 0 fine, 2 drift or stale, 1 failure, 3 usage.
`;

/** Only this file decides how the process ends. */
async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") return say(version);
  if (name === undefined || name === "--help" || name === "-h") return say(help.trimEnd());
  if (name === "help") return main(rest.length > 0 ? [...rest, "--help"] : ["--help"]);
  if (name.startsWith("-")) parseOptions({ args: [name], options: { version: { type: "boolean" } } });
  const { run, help: ofCommand } = commands[oneOf("unknown command", Object.keys(commands), name)] as Command;
  const options = rest.slice(0, rest.includes("--") ? rest.indexOf("--") : undefined);
  if (options.includes("--help") || options.includes("-h")) return say(ofCommand.trimEnd());
  return run(rest);
}

function say(text: string): number {
  print(`${text}\n`);
  return 0;
}

function report(error: unknown, name = ""): number {
  tell(`cdktf-connect: ${(error as Error).message}\n`);
  if (!(error instanceof UsageError)) return FAILURE;
  tell(`Run "cdktf-connect ${Object.hasOwn(commands, name) ? `${name} ` : ""}--help" for how to use it.\n`);
  return USAGE;
}

// A closed pipe (`… | head`) changes neither the work nor the exit code of a command.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") process.exit(FAILURE);
  });

const args = process.argv.slice(2);
main(args)
  .catch((error: unknown) => report(error, args[0]))
  .then((code) => {
    process.exitCode = code;
  });
