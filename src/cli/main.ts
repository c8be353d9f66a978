import { commands } from "./commands";
import { FAILURE } from "./exit-code";
import { ofProcess } from "./io";
import { runCli } from "./run";

// A closed pipe (`… | head`) changes neither the work nor the exit code of a command.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") process.exit(FAILURE);
  });

// Only here it is decided how the process ends.
runCli(commands, process.argv.slice(2), ofProcess).then((code) => {
  process.exitCode = code;
});
