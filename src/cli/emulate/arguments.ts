import { emulators } from "../../emulator/list";
import { listed } from "../../schema/nearest";
import { flag, text } from "../command";
import { platformOption } from "../platform-option";
import { oneOf, UsageError } from "../usage";
import { shellNames } from "./shell";

/** The flags that only one platform has. */
const ownFlags = Object.fromEntries(
  emulators.flatMap(({ flags }) => Object.entries(flags).map(([name, { letter, help }]) => [name, text(letter, help)])),
);

export const options = {
  port: text("N", "port on 127.0.0.1 (default: a free one)"),
  seed: text("FILE", "JSON as below (default: a built-in demo)"),
  ...ownFlags,
  faults: text("FILE", "JSON list of failures, as POST /_emu/faults takes them, from the start"),
  platform: platformOption("whose variables to print or set (default: print all, set those of the first)"),
  shell: text("S", `print them for ${listed(shellNames, "or")} (default: the shell in use)`),
  requests: flag("a line for each request on standard error (default without COMMAND, on a terminal)"),
  json: flag('first line on stdout: {"event":"ready","endpoint":"http://127.0.0.1:PORT","version":1}'),
} as const;

const documents = listed(emulators.map(({ seedHelp }) => seedHelp.document));
const members = emulators.map(({ seedHelp }) => seedHelp.members).join(",\n   ");

export const notes = `A seed, of one platform or of several; products are structs as in the documents of ${documents}:
  {${members}}

While it runs, under its endpoint: GET /_emu/ready, GET|DELETE /_emu/journal, PUT /_emu/seed, POST /_emu/reset,
GET|POST|DELETE /_emu/faults, GET /_emu/assumptions.

Failures, each with one effect, and what they strike (all: docs/guides/emulator.md):
  [{"match":{"action":"search"},"after":1,"times":2,"status":503,"retryAfter":1},
   {"probability":0.1,"seed":7,"times":"always","connection":"silent"}]`;

/** Throws UsageError. */
export function portOf(written: string): number {
  if (/^\d{1,5}$/.test(written) && Number(written) <= 65_535) return Number(written);
  throw new UsageError("--port: expected a number from 0 to 65535");
}

/** Throws UsageError. */
export const shellOf = (written: string) => oneOf("--shell: unknown value", shellNames, written);
