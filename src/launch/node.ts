import { leastNode } from "../version";

/**
 * The message for a Node that is too old for this package; undefined for others. This file is loaded first and uses the syntax of
 * Node 10: an old version cannot parse the rest.
 */
export function nodeTooOld(running = process.versions.node): string | undefined {
  const least = leastNode.split(".").map(Number);
  const parts = running.split(".").map((part) => Number.parseInt(part, 10));
  const index = least.findIndex((part, at) => part !== parts[at]);
  if (index < 0 || (parts[index] as number) > (least[index] as number)) return undefined;
  return `cdktf-connect needs Node.js ${leastNode} or newer; this is ${running} (${process.execPath}).`;
}
