import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../mirror/package";
import { version } from "../version";
import { type Check, failed, ok } from "./check";
import { isOlder } from "./engines";

/** Node runs the provider as well as this command. */
export const nodeCheck = (running = process.versions.node): Check => ({
  id: "node",
  title: "Node.js",
  run: () => {
    const { engines } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
    const least = engines.node.replace(">=", "");
    if (isOlder(running, least))
      return failed(`${running} is older than ${least}, which cdktf-connect ${version} needs.`, "Upgrade Node.js.");
    return ok(`${running}, for cdktf-connect ${version}`);
  },
});
