import { Problem } from "../schema/problem";

const shape = /secret|token|passw|credential|(session|private|access|app)key/i;

/**
 * Throws Problem value-secret-shaped where any member, at any depth, is named like a secret: the lock file is committed, and nothing
 * of that kind belongs there.
 */
export function refuseSecrets(value: unknown, path: string): void {
  if (value === null || typeof value !== "object") return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value) && shape.test(name.replaceAll(/[-_ ]/g, "")))
      throw new Problem("value-secret-shaped", {
        reason: `${path}.${name} is named like a secret, and the lock file is meant to be committed.`,
        remedy: "Use CONNECT_LOOKUPS=live to read without recording.",
      });
    refuseSecrets(member, `${path}.${name}`);
  }
}
