import { prepareEnding } from "../../../../src/plugin/go-plugin/ending";
import { pass, stopClock } from "../../../support/clock";

let exit: jest.SpyInstance;
beforeEach(() => {
  stopClock();
  exit = jest.spyOn(process, "exit").mockReturnValue(undefined as never);
  for (const name of ["on", "once"] as const) jest.spyOn(process, name).mockReturnThis();
});
afterEach(() => jest.restoreAllMocks());

const forever = () => new Promise<never>(() => {});

test.each([
  ["20 ms after it was told to, so that its answer gets out", 20, async () => {}],
  ["after 100 ms while the goodbye to platforms hangs", 100, forever],
  ["20 ms after it was told to when that goodbye fails", 20, () => Promise.reject(new Error("failed"))],
])("the process ends with 0, %s", async (_, ms, close) => {
  prepareEnding({ remove: () => {}, failPending: () => {}, close })();
  await pass(ms - 1);
  expect(exit).not.toHaveBeenCalled();
  await pass(1);
  expect(exit.mock.calls).toEqual([[0]]);
});
