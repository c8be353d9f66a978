// What dist/cli.js is.
import { nodeTooOld } from "./node";

const problem = nodeTooOld();
if (problem === undefined) {
  // The bundle that the build puts beside this one.
  require("./cli-main.js");
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
