/**
 * A reporter with a line at the end of the run about a group of tests that were skipped: those below `title`. `here`: what they need;
 * `why`: how it is missing, and what brings it.
 */
module.exports = ({ title, here: isHere, why }) =>
  class {
    constructor(run, { here = isHere(), write = console.error } = {}) {
      Object.assign(this, { run, here, write });
    }

    onRunComplete(_, { testResults }) {
      // With a pattern for titles, all other tests are skipped as well.
      if (this.here || this.run.testNamePattern) return;
      const { length } = testResults
        .flatMap((file) => file.testResults)
        .filter(({ status, ancestorTitles }) => status === "pending" && ancestorTitles[0] === title);
      if (length > 0) this.write(`Skipped ${length === 1 ? "1 test" : `${length} tests`}: ${why}`);
    }
  };
