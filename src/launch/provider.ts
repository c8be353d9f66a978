// The program that Terraform starts.
import { nodeTooOld } from "./node";

const problem = nodeTooOld();
if (problem === undefined) {
  // Ctrl-C reaches the whole process group, and must not end the process before the provider handles it.
  process.on("SIGINT", () => {});
  // The bundle that the build writes next to this one.
  require("./provider.js");
} else {
  // Terraform shows the first line on stdout.
  process.stdout.write(`${problem}\n`);
  process.exitCode = 1;
}
