// Requirements that are checked before any other file is loaded: a new Node and the CDK. In the syntax of Node 10.
import { nodeTooOld } from "../launch/node";
import { library } from "./library";

const problem = nodeTooOld();
if (problem !== undefined) throw new Error(problem);
try {
  require("cdktf");
} catch (error) {
  const name = missingPackage(error);
  if (name === undefined) throw error;
  const others =
    library === "cdktn" ? 'of CDKTF, import from "cdktf-connect"' : 'of CDK Terrain, import from "cdktf-connect/cdktn"';
  throw new Error(
    `The package ${name} is not installed: run "npm install ${library} constructs" or, in a project ${others}.`,
  );
}

/** The missing peer dependency in an error of Node, Bun, Jest or Yarn. */
function missingPackage(error: unknown): string | undefined {
  const match = /Cannot find (?:module|package) ['"](.+?)['"]|tried to access (\S+)/.exec(String(error));
  const name = match === null ? undefined : match[1] || match[2];
  return name === library || name === "constructs" ? name : undefined;
}
