#!/usr/bin/env node
import { isExplained } from "../schema/error";
import { version } from "../version";
import { emulate, emulateHelp } from "./emulate";
import { install, installHelp } from "./install";
import { UsageError } from "./usage";

const FAILURE = 1;
const USAGE = 3;

const commands: Record<string, { run: (args: string[]) => Promise<number>; help: string }> = {
  emulate: { run: emulate, help: emulateHelp },
  install: { run: install, help: installHelp },
};

const help = `Usage: cdktf-connect COMMAND [options]

Facts about IoT products, read-only, for Terraform and CDKTF.

  emulate   serve a local platform that checks every signature
  install   make plain "terraform init" find the provider in a directory

  cdktf-connect COMMAND --help   what a command does, with one real use
  cdktf-connect --version

Exit codes: 0 fine, 1 failure, 3 usage.
`;

/** The only place that decides how the process ends. */
async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") return say(version);
  if (name === undefined || name === "--help" || name === "-h") return say(help.trimEnd());
  if (name === "help") return main(rest.length > 0 ? [...rest, "--help"] : ["--help"]);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageError(`there is no command "${name}"; there are ${Object.keys(commands).join(" and ")}`);
  if (rest.includes("--help") || rest.includes("-h")) return say(command.help.trimEnd());
  return command.run(rest);
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function report(error: unknown): number {
  const usage = error instanceof UsageError || (error as NodeJS.ErrnoException)?.code?.startsWith("ERR_PARSE_ARGS");
  const text = isExplained(error) ? `${error.summary}: ${error.detail}` : (error as Error).message;
  process.stderr.write(`cdktf-connect: ${text}\n${usage ? 'Run "cdktf-connect --help" for how to use it.\n' : ""}`);
  return usage ? USAGE : FAILURE;
}

// A reader that went away (`… | head`) is not an error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : FAILURE));

main(process.argv.slice(2))
  .catch(report)
  .then((code) => {
    process.exitCode = code;
  });
