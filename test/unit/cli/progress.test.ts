import { progressLine, showProgress } from "../../../src/cli/progress";

test.each([
  [0, 6000, 5000, "0 of 6000 read"],
  [120, 6000, 300, "120 of 6000 read"],
  [1000, 6000, 2000, "1000 of 6000 read, 500 per second, 10 s left"],
  [3, 400, 2000, "3 of 400 read, 1.5 per second, 4 min left"],
  [10, 400_000, 10_000, "10 of 400000 read, 1.0 per second, 111 hours left"],
  [400, 400, 2000, "400 of 400 read, 200 per second, 0 s left"],
])("%d of %d after %d ms: %s", (done, total, ms, line) => {
  expect(progressLine(done, total, ms)).toBe(line);
});

test("on a terminal the line is renewed ten times a second at most, and nothing is left of it", () => {
  let now = 0;
  const written: string[] = [];
  const { progress, end } = showProgress({ isTTY: true, columns: 12, write: (text) => written.push(text) }, () => now);
  for (; now < 1000; now += 10) progress(now, 1000);
  end();
  expect(written).toHaveLength(11);
  for (const text of written) expect(text.replace("\r\u001b[K", "").length).toBeLessThanOrEqual(11);
  expect(written.at(-1)).toBe("\r\u001b[K");
});

test("nothing is written where no one watches, or nothing was shown", () => {
  const write = jest.fn();
  for (const screen of [{ write }, { write, isTTY: false }]) {
    const { progress, end } = showProgress(screen);
    progress(1, 2);
    end();
  }
  showProgress({ write, isTTY: true }).end();
  expect(write).not.toHaveBeenCalled();
});
