import { Token } from "cdktf";
import { Problem } from "../schema/problem";

/** Paths of tokens, at any depth. */
export function tokensIn(value: unknown, path: string): string[] {
  if (Token.isUnresolved(value)) return [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...tokensIn(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`),
    ...(Token.isUnresolved(name) ? [`a key of ${path}`] : []),
  ]);
}

/** Throws for arguments that are not known at synth time: a look-up never continues with a placeholder. */
export function refuseTokens(values: Readonly<Record<string, unknown>>, remedy: string): void {
  const tokens = Object.entries(values).flatMap(([name, value]) => tokensIn(value, name));
  if (tokens.length > 0)
    throw new Problem("token-at-synth", {
      reason: `${tokens.join(", ")}: a token stands for a value that is only known at plan time.`,
      remedy,
    });
}
