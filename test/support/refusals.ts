import type { Workspace } from "./terraform";

/** A data source as its author writes it: its type, and its arguments. */
export type Written = readonly [type: string, argument: string];

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly snippet?: { readonly context?: string | null };
}

/** What one validate has against each of these data sources. */
export async function refusalsOf(workspace: Workspace, head: string, written: readonly Written[]): Promise<string[]> {
  const blocks = written.map(([type, argument], index) => `data "${type}" "d${index}" {\n${argument}\n}\n`);
  workspace.write(`${head}\n${blocks.join("")}`);
  const { code, stdout } = await workspace.run(["validate", "-json"]);
  const { valid, diagnostics }: { valid: boolean; diagnostics: Diagnostic[] } = JSON.parse(stdout);
  expect({ code, valid }).toEqual({ code: 1, valid: false });
  return written.map(([type], index) =>
    diagnostics
      .filter(({ severity, snippet }) => severity === "error" && snippet?.context === `data "${type}" "d${index}"`)
      .map(({ summary, detail }) => `${summary}: ${detail}`)
      .join("\n"),
  );
}
