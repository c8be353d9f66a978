const { default: Sequencer } = require("@jest/test-sequencer");

const parts = ["heavy", "e2e", "unit"];

/**
 * The longest files first, so that all cores end together. Jest does so by what it measured last time. A fresh clone has no last
 * time; there the files of one part take longer than those of the next.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => parts.indexOf(context.config.displayName.name);
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
