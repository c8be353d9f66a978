import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { newDirectory } from "../../support/directory";

const { chromiumIn } = require("../../../build/chromium.cjs");
const MissingBrowser = require("../../setup/missing-browser.js");

const results = {
  testResults: [
    {
      testResults: [
        { status: "pending", ancestorTitles: ["in Chromium"] },
        { status: "pending", ancestorTitles: ["in Chromium", "with 8 products"] },
        { status: "passed", ancestorTitles: ["in Chromium"] },
        { status: "pending", ancestorTitles: ["tofu"] },
      ],
    },
  ],
};

function linesOf(browser: string, run = {}): string[] {
  const lines: string[] = [];
  new MissingBrowser(run, { here: browser, write: (line: string) => lines.push(line) }).onRunComplete(
    undefined,
    results,
  );
  return lines;
}

test("where no browser is, the tests that need one are counted and named", () => {
  expect(linesOf("")).toEqual([expect.stringMatching(/^Skipped 2 tests: no Chromium is in PATH\./)]);
});

test("where one is, or titles were chosen, nothing is said", () => {
  expect([...linesOf("/usr/bin/chromium"), ...linesOf("", { testNamePattern: "page" })]).toEqual([]);
});

test("a browser is a program of a known name in PATH", () => {
  const [empty, there] = [newDirectory(), newDirectory()];
  const program = join(there, "chromium-headless-shell");
  writeFileSync(program, "");
  chmodSync(program, 0o644);
  expect(chromiumIn([empty, there].join(delimiter))).toBeUndefined();
  chmodSync(program, 0o755);
  expect(chromiumIn([empty, there].join(delimiter))).toBe(program);
  expect(chromiumIn("")).toBeUndefined();
});
