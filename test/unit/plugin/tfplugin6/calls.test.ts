import { EventEmitter, once } from "node:events";
import { Calls } from "../../../../src/plugin/tfplugin6/calls";
import { wrongType } from "../../../../src/schema/wrong-type";
import { pass, stopClock } from "../../../support/clock";

const nobody = new AbortController().signal;
const forever = () => new Promise<never>(() => {});

test("a call answers what its work answers", async () => {
  expect(await new Calls().run(async () => 42, nobody)).toBe(42);
  await expect(new Calls().run(() => Promise.reject(new Error("no")), nobody)).rejects.toThrow("no");
});

test("a call that honours its signal ends at once when the provider is stopped", async () => {
  stopClock();
  const calls = new Calls();
  const running = calls.run((signal) => once(new EventEmitter(), "never", { signal }), nobody);
  calls.stop();
  await expect(running).rejects.toMatchObject({ code: "interrupted" });
});

test("a call that ignores its signal ends after the grace", async () => {
  stopClock();
  const calls = new Calls();
  const failed = jest.fn();
  void calls.run(forever, nobody).catch(failed);
  calls.stop();
  await pass(1_999);
  expect(failed).not.toHaveBeenCalled();
  await pass(1);
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: "interrupted" }));
});

test("a call may still use the grace to answer", async () => {
  stopClock();
  const calls = new Calls();
  const running = calls.run(() => new Promise((resolve) => setTimeout(resolve, 1_999, "late")), nobody);
  calls.stop();
  await pass(1_999);
  expect(await running).toBe("late");
});

test("a problem is kept even when the call was interrupted", async () => {
  const calls = new Calls();
  const explained = wrongType([], "a", "b");
  const running = calls.run(async (signal) => {
    await once(signal, "abort");
    throw explained;
  }, nobody);
  calls.stop();
  await expect(running).rejects.toBe(explained);
});

test("a call nobody waits for any more is told so, and only this one", async () => {
  const calls = new Calls();
  const gone = new AbortController();
  const signals: AbortSignal[] = [];
  let finish: (() => void) | undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async (signal: AbortSignal) => {
    signals.push(signal);
    await finished;
    return "done";
  };
  const both = [calls.run(work, gone.signal), calls.run(work, nobody)];
  gone.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  finish?.();
  expect(await Promise.all(both)).toEqual(["done", "done"]);
});

test("a call that is over is not aborted afterwards", async () => {
  const calls = new Calls();
  const gone = new AbortController();
  let seen: AbortSignal | undefined;
  await calls.run(async (signal) => {
    seen = signal;
  }, gone.signal);
  gone.abort();
  calls.stop();
  expect(seen?.aborted).toBe(false);
});

test("a crash ends every call with its error, also later ones", async () => {
  const calls = new Calls();
  const running = [calls.run(forever, nobody), calls.run(forever, nobody)];
  const crash = new Error("crash");
  calls.fail(crash);
  for (const each of running) await expect(each).rejects.toBe(crash);
  const later = jest.fn(forever);
  await expect(calls.run(later, nobody)).rejects.toBe(crash);
  expect(later).not.toHaveBeenCalled();
});
