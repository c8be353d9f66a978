import { flavours } from "../../emulator/aliyun/emulator";
import { editions } from "../../emulator/enos/emulator";
import { parseOptions } from "../options";
import { platformNamed } from "../platform-option";
import { oneOf, UsageError } from "../usage";
import { shellNames } from "./shell";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  port: text,
  seed: text,
  edition: text,
  flavour: text,
  platform: text,
  shell: text,
  "rsa-key": text,
  requests: flag,
  json: flag,
} as const;

/** The parsed command line; a command follows after "--". Throws UsageError. */
export function readArguments(args: readonly string[]) {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const { values, positionals } = parseOptions({ args: args.slice(0, end), options, allowPositionals: true });
  const command = args.slice(end + 1);
  if (positionals.length > 0)
    throw new UsageError(`write a command after --: cdktf-connect emulate -- ${positionals.join(" ")}`);
  if (end < args.length && command.length === 0) throw new UsageError("no command stands after --");
  const { port = "0", edition = "2.4", flavour, platform, shell, "rsa-key": rsaKey, ...rest } = values;
  return {
    ...rest,
    port: portOf(port),
    edition: oneOf("--edition: unknown value", editions, edition),
    flavour: flavour === undefined ? undefined : oneOf("--flavour: unknown value", flavours, flavour),
    platform: platformNamed(platform),
    shell: shell === undefined ? undefined : oneOf("--shell: unknown value", shellNames, shell),
    rsaKey,
    command: command.length === 0 ? undefined : command,
  };
}

function portOf(written: string): number {
  if (/^\d{1,5}$/.test(written) && Number(written) <= 65_535) return Number(written);
  throw new UsageError("--port: expected a number from 0 to 65535");
}
