// Where time is the subject of a test, the test has the clock in its hand.

const { setTimeout: realTimeout } = globalThis;

/**
 * Stops the clock: timers, time limits of signals, dates and performance.now wait for `pass`, until the test is over. Sockets and
 * programs go on.
 */
export function stopClock(): void {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "clearImmediate"] });
  // Jest leaves this one to Node, whose clock cannot be stopped.
  limits = jest.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("The time is up", "TimeoutError")), ms);
    return controller.signal;
  });
}
let limits: jest.SpyInstance | undefined;
afterEach(() => {
  limits?.mockRestore();
  jest.useRealTimers();
});

/** Moves the stopped clock; whatever becomes due on the way happens at its own time. */
export async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

/** Resolves when something has happened that no clock brings about: a socket, a program. Only the limit of all tests ends it. */
export async function until(happened: () => unknown): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => realTimeout(resolve, 2));
}
