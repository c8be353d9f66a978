import { parseOptions } from "../options";
import { platformNamed } from "../platform-option";
import { oneOf, UsageError } from "../usage";
import { openEmulators, ownFlags } from "./emulated";
import { shellNames } from "./shell";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  port: text,
  seed: text,
  platform: text,
  shell: text,
  requests: flag,
  json: flag,
} as const;
const allOptions = { ...options, ...Object.fromEntries(ownFlags.map((name) => [name, text])) } as typeof options;

/** The parsed command line; a command follows after "--". Throws UsageError. */
export function readArguments(args: readonly string[]) {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const { values, positionals } = parseOptions({
    args: args.slice(0, end),
    options: allOptions,
    allowPositionals: true,
  });
  const command = args.slice(end + 1);
  if (positionals.length > 0)
    throw new UsageError(`write a command after --: cdktf-connect emulate -- ${positionals.join(" ")}`);
  if (end < args.length && command.length === 0) throw new UsageError("no command stands after --");
  const { port = "0", seed, platform, shell, requests, json } = values;
  return {
    seed,
    requests,
    json,
    port: portOf(port),
    emulated: openEmulators(values),
    platform: platformNamed(platform),
    shell: shell === undefined ? undefined : oneOf("--shell: unknown value", shellNames, shell),
    command: command.length === 0 ? undefined : command,
  };
}

function portOf(written: string): number {
  if (/^\d{1,5}$/.test(written) && Number(written) <= 65_535) return Number(written);
  throw new UsageError("--port: expected a number from 0 to 65535");
}
