import { isExplained } from "../schema/error";
import { version } from "../version";
import { bootstrap, bootstrapHelp } from "./bootstrap";
import { doctor, doctorHelp } from "./doctor";
import { drift, driftHelp } from "./drift";
import { emulate, emulateHelp } from "./emulate";
import { FAILURE, USAGE } from "./exit-code";
import { install, installHelp } from "./install";
import { lock, lockHelp } from "./lock";
import { print, tell } from "./output";
import { UsageError } from "./usage";

const commands: Record<string, { run: (args: string[]) => Promise<number>; help: string }> = {
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
  install     make plain "terraform init" find the provider in a directory
  lock        show, verify, refresh and prune what connect.lock.json records
  bootstrap   write TypeScript, HCL, tfvars, .env and more from the products there are
  drift       compare what was written down with what the platform says now
  doctor      find out why a platform cannot be read, or a provider not be found

  cdktf-connect COMMAND --help   what a command does, with one real use
  cdktf-connect --version

Exit codes: 0 fine, 2 drift or stale, 1 failure, 3 usage.
`;

/** The only place that decides how the process ends. */
async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") return say(version);
  if (name === undefined || name === "--help" || name === "-h") return say(help.trimEnd());
  if (name === "help") return main(rest.length > 0 ? [...rest, "--help"] : ["--help"]);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageError(`there is no command "${name}"; there are ${Object.keys(commands).join(", ")}`);
  const options = rest.slice(0, rest.includes("--") ? rest.indexOf("--") : undefined);
  if (options.includes("--help") || options.includes("-h")) return say(command.help.trimEnd());
  return command.run(rest);
}

function say(text: string): number {
  print(`${text}\n`);
  return 0;
}

function report(error: unknown): number {
  // Platforms have codes of their own, and some are numbers.
  const { code } = (error ?? {}) as { readonly code?: unknown };
  const usage = error instanceof UsageError || (typeof code === "string" && code.startsWith("ERR_PARSE_ARGS"));
  const text = isExplained(error) ? `${error.summary}: ${error.detail}` : (error as Error).message;
  tell(`cdktf-connect: ${text}\n`);
  if (usage) tell('Run "cdktf-connect --help" for how to use it.\n');
  return usage ? USAGE : FAILURE;
}

// A reader that went away (`… | head`) changes nothing about what a command does and how it ends.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") process.exit(FAILURE);
  });

main(process.argv.slice(2))
  .catch(report)
  .then((code) => {
    process.exitCode = code;
  });
