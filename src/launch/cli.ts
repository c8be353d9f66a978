// The source of dist/cli.js.
import { nodeTooOld } from "./node";

const problem = nodeTooOld();
if (problem === undefined) {
  // The bundle that the build writes next to this one.
  require("./cli-main.js");
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
