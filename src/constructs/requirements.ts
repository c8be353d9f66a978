// What must be there before any other file of ours is read: a Node that is new enough, and the CDK. In syntax that Node 10 knows.
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

/** The peer that could not be found, in the words of Node, Bun and Jest, or of Yarn. */
function missingPackage(error: unknown): string | undefined {
  const said = /Cannot find (?:module|package) ['"](.+?)['"]|tried to access (\S+)/.exec(String(error));
  const name = said === null ? undefined : said[1] || said[2];
  return name === library || name === "constructs" ? name : undefined;
}
