import { type ParseArgsConfig, parseArgs } from "node:util";
import { oneLine } from "../schema/foreign-text";
import { hint, UsageError } from "./usage";

/** The options of one command; each has "--help" in addition to its own. Throws UsageError. */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new UsageError(unknownOption(config) ?? oneLine(message));
  }
}

/** undefined: the mistake is another one. */
function unknownOption({ args = [], options = {} }: ParseArgsConfig): string | undefined {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === "option" && !Object.hasOwn(options, token.name));
  if (unknown === undefined) return undefined;
  // Node parses "-json" as several options of one letter.
  const [written = ""] = args[unknown.index]?.split("=") ?? [];
  const known = [...Object.keys(options), "help"].map((name) => `--${name}`);
  return `unknown option ${oneLine(written)}${hint(written.replace(/^-+/, "--"), known)}`;
}
