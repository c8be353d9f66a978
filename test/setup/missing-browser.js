const { chromium } = require("../../build/chromium.cjs");

/** A line at the end of the run about tests that were skipped because there is no Chromium. */
module.exports = class {
  constructor(run, { browser = chromium, write = console.error } = {}) {
    Object.assign(this, { run, browser, write });
  }

  onRunComplete(_, { testResults }) {
    if (this.browser || this.run.testNamePattern) return;
    const { length } = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status, ancestorTitles }) => status === "pending" && ancestorTitles[0] === "in Chromium");
    if (length === 0) return;
    const tests = length === 1 ? "1 test" : `${length} tests`;
    this.write(`Skipped ${tests}: no Chromium is in PATH. Debian: apt-get install chromium-headless-shell`);
  }
};
