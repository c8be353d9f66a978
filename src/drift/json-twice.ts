import { type Node, parseTree } from "jsonc-parser";
import { lineFinder } from "./json-lines";

/** A member that stands twice in one object: whoever reads JSON silently forgets the first. */
export interface Twice {
  readonly name: string;
  /** of the second, counted from 1 */
  readonly line: number;
}

/** The first of them in a JSON text; undefined where every name is written once. */
export function memberTwice(text: string): Twice | undefined {
  const found = twiceIn(parseTree(text));
  return found && { name: found.value as string, line: lineFinder(text)(found.offset) };
}

function twiceIn(node: Node | undefined): Node | undefined {
  const names = new Set<unknown>();
  for (const child of node?.children ?? []) {
    const [name] = child.type === "property" ? (child.children ?? []) : [];
    // Nothing is lost of remarks: nobody reads them.
    if (name && name.value !== "//" && names.has(name.value)) return name;
    if (name) names.add(name.value);
    const below = twiceIn(child);
    if (below) return below;
  }
  return undefined;
}
