import { emulators } from "../../emulator/list";
import { listed } from "../../schema/nearest";
import { platformNames } from "../platform-option";
import { shellNames } from "./shell";

const flagLines = emulators.flatMap(({ flags }) =>
  Object.entries(flags).map(([name, { letter, help }]) => `  ${`--${name} ${letter}`.padEnd(14)}${help}`),
);
const titles = listed(emulators.map(({ title }) => title));
const documents = listed(emulators.map(({ seedHelp }) => seedHelp.document));
const members = emulators.map(({ seedHelp }) => seedHelp.members).join(",\n   ");

export const emulateHelp = `Usage: cdktf-connect emulate [options] [-- COMMAND [ARGUMENT…]]

Serves ${titles} on one port of this machine; keys, signatures and permissions are checked.
With COMMAND: sets the variables of one platform for it, runs it, and ends with its exit code. Else ends on Ctrl-C.

  --port N      port on 127.0.0.1 (default: a free one)
  --seed FILE   JSON as below (default: a built-in demo)
${flagLines.join("\n")}
  --platform P  ${platformNames}: whose variables to print or set (default: print all, set those of the first)
  --shell S     print them for ${shellNames.join(", ")} (default: the shell in use)
  --requests    a line for each request on standard error (default without COMMAND, on a terminal)
  --json        first line on stdout: {"event":"ready","endpoint":"http://127.0.0.1:PORT"}

A seed, of one platform or of several; products are structs as in the documents of ${documents}:
  {${members}}

While it runs, under its endpoint: GET /_emu/ready, GET|DELETE /_emu/journal, PUT /_emu/seed, POST /_emu/reset,
GET|POST|DELETE /_emu/faults, GET /_emu/assumptions. Example, a plan against the demo:
  cdktf-connect emulate -- terraform plan
`;
