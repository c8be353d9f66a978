import { type Check, type Finding, failure, skipped } from "./check";

interface Examined {
  readonly finding: Finding;
  /** the title of the failed check that this one is, or waited for */
  readonly failed?: string;
}

/** Makes all checks at once, each as soon as those it needs are made. The findings come in the order of the checks. */
export async function* examine(checks: readonly Check[]): AsyncGenerator<Finding> {
  const under = new Map<string, Promise<Examined>>();
  for (const check of checks) {
    const needed = (check.needs ?? []).map((id) => under.get(id));
    under.set(check.id, make(check, needed));
  }
  for (const examined of under.values()) yield (await examined).finding;
}

async function make({ id, title, run }: Check, needed: readonly (Promise<Examined> | undefined)[]): Promise<Examined> {
  const [failed] = (await Promise.all(needed)).flatMap((examined) => examined?.failed ?? []);
  if (failed !== undefined)
    return { finding: { id, title, ...skipped(`It needs "${failed}", which failed.`) }, failed };
  const outcome = await new Promise<ReturnType<Check["run"]>>((resolve) => resolve(run())).catch(failure);
  return { finding: { id, title, ...outcome }, ...(outcome.state === "failed" && { failed: title }) };
}
