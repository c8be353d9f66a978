/** Reads at the same time: at a third of a second each, these use up the calls per second. */
const AT_ONCE = 16;

/**
 * Reads each item, several at the same time, and returns what was found in the order of the items. The first failure aborts all
 * other reads and is thrown.
 */
export async function readEach<Item, Found>(
  items: readonly Item[],
  read: (item: Item, signal: AbortSignal) => Promise<Found | undefined>,
  signal?: AbortSignal,
  progress?: (done: number, total: number) => void,
): Promise<Found[]> {
  let done = 0;
  const found: (Found | undefined)[] = new Array(items.length);
  const failing = new AbortController();
  const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal;
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) {
      if (failing.signal.aborted) return;
      found[index] = await read(item, either);
      progress?.(++done, items.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  } finally {
    failing.abort();
  }
  return found.filter((each) => each !== undefined);
}
