import { type JSONPath, type Node, parseTree } from "jsonc-parser";

type Step = string | number;

/** Tells on which line of a JSON text a value stands, or the nearest one around it. The text is parsed when first asked. */
export function jsonLines(text: string): (path: JSONPath) => number | undefined {
  let root: Node | undefined;
  const lineOf = lineFinder(text);
  const children = new Map<Node, ReadonlyMap<Step, Node>>();
  const childrenOf = (node: Node): ReadonlyMap<Step, Node> => {
    const known = children.get(node) ?? index(node);
    children.set(node, known);
    return known;
  };
  return (path) => {
    root ??= parseTree(text);
    if (root === undefined) return undefined;
    let node = root;
    for (const step of path) {
      const child = childrenOf(node).get(step);
      if (child === undefined) break;
      node = child;
    }
    // A member stands where its name stands, an element where its value begins.
    return lineOf(node.parent?.type === "property" ? node.parent.offset : node.offset);
  };
}

/** The values in a value: looked up by name for each of ten thousand findings, they are walked through once. */
const index = ({ type, children = [] }: Node): ReadonlyMap<Step, Node> =>
  new Map(
    children.flatMap((child, position): [Step, Node][] => {
      if (type === "array") return [[position, child]];
      const [name, value] = child.children ?? [];
      return name && value ? [[name.value as string, value]] : [];
    }),
  );

/** Tells on which line, counted from 1, a position of a text is. */
export function lineFinder(text: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), (end) => end.index + 1)];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
