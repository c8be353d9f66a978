import type { Fault } from "../emulator/shell/faults";
import type { Emulator } from "../emulator/shell/serve";

/** What a test can do with a running emulator: arguments and results travel as JSON. */
export const operationsOf = ({ journal, faults, reload, reset }: Emulator) => ({
  entries: () => journal.entries,
  total: () => journal.total,
  clearJournal: () => journal.clear(),
  faults: () => faults.left,
  addFaults: (...added: Fault[]) => faults.add(...added),
  clearFaults: () => faults.clear(),
  reload: (seed: unknown) => reload(seed),
  reset: () => reset(),
});

export type Operations = ReturnType<typeof operationsOf>;
