// What Terraform starts.
import { nodeTooOld } from "./node";

const problem = nodeTooOld();
if (problem === undefined) {
  // Ctrl-C reaches the whole process group; before the provider knows what to do with it, it must not die of it.
  process.on("SIGINT", () => {});
  // The bundle that the build puts beside this one.
  require("./provider.js");
} else {
  // Terraform shows the first line on stdout.
  process.stdout.write(`${problem}\n`);
  process.exitCode = 1;
}
