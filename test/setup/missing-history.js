const { spawnSync } = require("node:child_process");
const { commit } = require("./earlier-commit.json");
const missingGroup = require("./missing-group.js");

/** Tests that build the package of an earlier commit, which a shallow clone and an exported tree do not have. */
module.exports = missingGroup({
  title: "from an earlier commit",
  here: () =>
    spawnSync("git", ["cat-file", "-e", `${commit}^{commit}`], { cwd: __dirname, stdio: "ignore" }).status === 0,
  why: `commit ${commit.slice(0, 7)} is not here. A full clone has it: git fetch --unshallow`,
});
