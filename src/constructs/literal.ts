import { Token } from "cdktf";
import { Problem } from "../schema/problem";

/** Paths of values, at any depth, that only Terraform will know. */
export function tokensIn(value: unknown, path: string): string[] {
  if (Token.isUnresolved(value)) return [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...tokensIn(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`),
    ...(Token.isUnresolved(name) ? [`a key of ${path}`] : []),
  ]);
}

/** Throws for arguments that are not known while the program runs: a look-up never goes on with a placeholder. */
export function refuseTokens(values: Readonly<Record<string, unknown>>, remedy: string): void {
  const tokens = Object.entries(values).flatMap(([name, value]) => tokensIn(value, name));
  if (tokens.length > 0)
    throw new Problem("token-at-synth", {
      reason: `${tokens.join(", ")}: a token stands for a value that Terraform learns only when it plans.`,
      remedy,
    });
}
