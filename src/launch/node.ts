import { leastNode } from "../version";

/**
 * What to say where Node is too old for this package; undefined where it is not. This file is read before any other, in syntax
 * that Node 10 knows: an old version cannot even read the rest.
 */
export function nodeTooOld(): string | undefined {
  const least = leastNode.split(".").map(Number);
  const running = process.versions.node.split(".").map(Number);
  const place = least.findIndex((part, index) => part !== running[index]);
  if (place < 0 || (running[place] as number) > (least[place] as number)) return undefined;
  return `cdktf-connect needs Node.js ${leastNode} or newer; this is ${process.versions.node} (${process.execPath}).`;
}
