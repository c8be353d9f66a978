import { droppedOptions } from "../launch/options";
import { oneLine } from "../schema/foreign-text";
import { leastNode, version } from "../version";
import { type Check, failed, ok } from "./check";
import { isOlder } from "./engines";

/** Node runs the provider as well as this command. */
export const nodeCheck = (running = process.versions.node, nodeOptions = process.env.NODE_OPTIONS ?? ""): Check => ({
  id: "node",
  title: "Node.js",
  run: () => {
    if (isOlder(running, leastNode))
      return failed(`${running} is older than ${leastNode}, which cdktf-connect ${version} needs.`, "Upgrade Node.js.");
    const dropped = [...new Set(droppedOptions(nodeOptions))].map(oneLine);
    const without = dropped.length === 0 ? "" : `; the provider starts without ${dropped.join(", ")} of NODE_OPTIONS`;
    return ok(`${running}, for cdktf-connect ${version}${without}`);
  },
});
