import fs from "node:fs";
import { prepareEnding } from "../../../../src/plugin/go-plugin/ending";
import { pass, stopClock } from "../../../support/clock";

let exit: jest.SpyInstance;
let on: jest.SpyInstance;
beforeEach(() => {
  stopClock();
  exit = jest.spyOn(process, "exit").mockReturnValue(undefined as never);
  jest.spyOn(process, "once").mockReturnThis();
  on = jest.spyOn(process, "on").mockReturnThis();
  jest.spyOn(fs, "writeSync").mockImplementation((_, bytes) => bytes.length);
});
afterEach(() => jest.restoreAllMocks());

const forever = () => new Promise<never>(() => {});
const atOnce = async () => {};
const parts = { remove: () => {}, failPending: () => {}, close: atOnce, disconnected: atOnce };

async function expectExit(code: number, ms: number): Promise<void> {
  if (ms > 0) {
    await pass(ms - 1);
    expect(exit).not.toHaveBeenCalled();
  }
  await pass(1);
  expect(exit.mock.calls).toEqual([[code]]);
}

test.each([
  ["20 ms after it was told to, so that its last lines get out", 20, atOnce],
  ["after 100 ms while the goodbye to platforms hangs", 100, forever],
  ["20 ms after it was told to when that goodbye fails", 20, () => Promise.reject(new Error("failed"))],
])("the process ends with 0, %s", async (_, ms, close) => {
  prepareEnding({ ...parts, close, disconnected: forever }).now();
  await expectExit(0, ms);
});

test.each([
  ["as soon as the host has hung up", 0, atOnce],
  ["after a second when the host stays", 1_000, forever],
])("after its last answer the process ends with 0, %s", async (_, ms, disconnected) => {
  prepareEnding({ ...parts, disconnected }).afterAnswer();
  await expectExit(0, ms);
});

test.each([
  ["as soon as the host has hung up", 0, atOnce],
  ["after a second when the host stays", 1_000, forever],
])("a crash answers every call and ends the process with 2, %s", async (_, ms, disconnected) => {
  const failed: unknown[] = [];
  prepareEnding({ ...parts, failPending: (error) => failed.push(error), disconnected });
  const [, crash] = on.mock.calls.find(([event]) => event === "uncaughtException");
  crash(new Error("a bug"));
  expect(failed).toEqual([new Error("a bug")]);
  await expectExit(2, ms);
});
