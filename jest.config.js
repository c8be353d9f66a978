// swc unpacks itself into the user's cache directory; nothing of a run stays outside of the clone.
process.env.XDG_CACHE_HOME ??= `${__dirname}/node_modules/.cache`;

const jsc = { parser: { syntax: "typescript" }, target: "es2022" };

/** One part of the tests. */
const part = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/test/${pattern}.test.ts`),
  // pbf is an ES module, which Jest does not load as it is.
  transform: { "\\.ts$|/node_modules/pbf/": ["@swc/jest", { jsc, module: { type: "commonjs" } }] },
  transformIgnorePatterns: ["/node_modules/(?!pbf/)"],
  globalSetup: "<rootDir>/test/setup/begin.ts",
  globalTeardown: "<rootDir>/test/setup/end.ts",
  // Jest's own place for it is outside of the clone.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  ...more,
});

/** Files with cases that repeat others: one of them is run by `npm test`, the rest by `npm run test:all` (test/support/repeated.ts). */
const repeating = "e2e/{at-synth,at-synth-hcl,at-synth-templates,copied-examples,outage}";

module.exports = {
  projects: [
    part("unit", ["unit/**/*", "contract/**/*", "fuzz/**/*"], {
      testEnvironment: "<rootDir>/test/setup/unit-environment.ts",
      globals: { FUZZ_TIMES: 1 },
    }),
    part("e2e", ["e2e/**/*"], { globals: { REPEATED: false } }),
    part("heavy", ["heavy/**/*", "fuzz/**/*", repeating], { globals: { FUZZ_TIMES: 50, REPEATED: true } }),
  ],
  reporters: [
    "default",
    "<rootDir>/test/setup/missing-engines.js",
    "<rootDir>/test/setup/missing-history.js",
    "<rootDir>/test/setup/missing-browser.js",
  ],
  testSequencer: "<rootDir>/test/setup/longest-first.js",
  // Jest would leave one core idle, which is half of a small machine.
  maxWorkers: "100%",
  // The only time limit of all tests, so that nothing hangs for ever: minutes more than any needs on a busy machine.
  testTimeout: 300_000,
};
