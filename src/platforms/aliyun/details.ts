/** Reads under way at once: enough to use up the calls a second allows when one takes a third of it. */
const AT_ONCE = 16;

/**
 * Reads something for each item, several at once, and gives what was found in the order of the items. The first failure ends all
 * that is under way, and is thrown.
 */
export async function readEach<Item, Found>(
  items: readonly Item[],
  read: (item: Item, signal: AbortSignal) => Promise<Found | undefined>,
  signal?: AbortSignal,
): Promise<Found[]> {
  const found: (Found | undefined)[] = new Array(items.length);
  const failing = new AbortController();
  const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal;
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) {
      if (failing.signal.aborted) return;
      found[index] = await read(item, either);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  } finally {
    failing.abort();
  }
  return found.filter((each) => each !== undefined);
}
