import { leastNode } from "../version";

/**
 * What to say where Node is too old for this package; undefined where it is not. This file is read before any other, in syntax
 * that Node 10 knows: an old version cannot even read the rest.
 */
export function nodeTooOld(running = process.versions.node): string | undefined {
  const least = leastNode.split(".").map(Number);
  const parts = running.split(".").map((part) => Number.parseInt(part, 10));
  const index = least.findIndex((part, at) => part !== parts[at]);
  if (index < 0 || (parts[index] as number) > (least[index] as number)) return undefined;
  return `cdktf-connect needs Node.js ${leastNode} or newer; this is ${running} (${process.execPath}).`;
}
