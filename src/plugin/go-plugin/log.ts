import { attempt } from "../../schema/attempt";
import type { Log, LogLevel } from "../provider";
import type { Environment } from "./handshake";

const levels: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error"];
// go-plugin's host cannot read a line beyond 64 KB; JSON needs at most six bytes for one UTF-16 unit.
const MAX_MESSAGE_LENGTH = 4_000;
const MAX_FIELD_LENGTH = 500;
const MAX_FIELDS = 10;

/** The level of Terraform's log; undefined without a log. */
export function logLevel(environment: Environment): LogLevel | undefined {
  const wanted = (environment.TF_LOG_PROVIDER || environment.TF_LOG || "off").toLowerCase();
  if (wanted === "off") return undefined;
  // "json", and every value that is unknown to Terraform too, means everything.
  return levels.find((level) => level === wanted) ?? "trace";
}

/** Writes JSON lines for Terraform's own log, in hclog's exact format. */
export function createLog(module: string, least: LogLevel | undefined, write: (line: string) => void): Log {
  if (least === undefined) return () => {};
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const line = {
      ...Object.fromEntries(
        Object.entries(fields)
          .slice(0, MAX_FIELDS)
          .map(([name, value]) => [name, text(value).slice(0, MAX_FIELD_LENGTH)]),
      ),
      "@level": level,
      "@message": message.slice(0, MAX_MESSAGE_LENGTH),
      "@module": module,
      // The host reads exactly six fractional digits; a date of JavaScript has three.
      "@timestamp": new Date().toISOString().replace("Z", "000Z"),
    };
    write(`${JSON.stringify(line)}\n`);
  };
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack ?? String(value);
  return attempt(() => JSON.stringify(value)) ?? String(value);
}
