const { spawnSync } = require("node:child_process");

const known = ["terraform", "tofu"];
const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
const isMissing = (engine) => spawnSync(engine, ["version"], { env, stdio: "ignore" }).error !== undefined;

/** A line at the end of the run about tests that were skipped because an engine is not in PATH. With CI set one must be there. */
module.exports = class {
  constructor(run, { missing = known.filter(isMissing), ci = Boolean(process.env.CI), write = console.error } = {}) {
    Object.assign(this, { run, missing, ci, write });
  }

  onRunComplete(_, { testResults }) {
    // With a pattern for titles, all other tests are skipped as well.
    if (this.run.testNamePattern) return;
    const none = this.missing.length === known.length;
    const names = ({ ancestorTitles, title }) => [...ancestorTitles, title].map((name) => name.split(" ")[0]);
    const { length } = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status }) => status === "pending")
      .filter((test) => none || names(test).some((name) => this.missing.includes(name)));
    if (length === 0) return;
    const why = none ? `neither ${known.join(" nor ")} is in PATH` : `${this.missing.join()} is not in PATH`;
    this.failed = none && this.ci;
    const error = this.failed ? " CI is set, so this is an error: install one of them." : "";
    this.write(`Skipped ${length === 1 ? "1 test" : `${length} tests`}: ${why}.${error}`);
  }

  /** What makes Jest end with 1; it does not print it. */
  getLastError() {
    return this.failed ? new Error("tests were skipped") : undefined;
  }
};
