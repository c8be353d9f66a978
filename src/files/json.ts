import type { Node, ParseError } from "jsonc-parser";
import { attempt } from "../schema/attempt";
import { once } from "../schema/once";
import type { Path } from "../schema/path";
import { repeatedName } from "../schema/repeated-name";
import type { Flaw, Parsed } from "./syntax";

// Loaded for the first position: most programs need none.
const library = (): typeof import("jsonc-parser") => require("jsonc-parser");

/** JSON; a name that appears twice in one object is a mistake, because JSON parsers ignore all but the last. */
export function json(text: string): Parsed {
  const tree = once(() => parse(text).root);
  try {
    const value: unknown = JSON.parse(text);
    const flaws = repeatedName(text, value) === undefined ? [] : repeatedNames(tree());
    return { value, flaws, offsetOf: offsets(tree) };
  } catch {
    const [error] = parse(text).errors;
    const flaw = { offset: error?.offset ?? 0, reason: `not valid JSON${error ? `: ${wordsOf(error)}` : ""}.` };
    return { value: undefined, flaws: [flaw], offsetOf: () => 0 };
  }
}

/** The same for files that people write: it may have comments. */
export function jsonWithComments(text: string): Parsed {
  const plain = json(text);
  return plain.value === undefined && /\/[/*]/.test(text) ? json(withoutComments(text)) : plain;
}

/** Spaces instead of comments, so that every other character stays where it is (the library's own stripComments moves some). */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let end = 0;
  const onComment = (offset: number, length: number) => {
    parts.push(text.slice(end, offset), text.slice(offset, offset + length).replace(/[^\r\n]/g, " "));
    end = offset + length;
  };
  // Nested deeper than the library supports: there is no telling what is a comment.
  attempt(() => library().visit(text, { onComment }));
  return [...parts, text.slice(end)].join("");
}

function parse(text: string): { root: Node | undefined; errors: readonly ParseError[] } {
  const errors: ParseError[] = [];
  try {
    return { root: library().parseTree(text, errors, { disallowComments: true }), errors };
  } catch {
    // Nested deeper than the library supports; JSON.parse supports it.
    return { root: undefined, errors };
  }
}

/** `CommaExpected` → `comma expected` */
const wordsOf = ({ error }: ParseError): string =>
  library()
    .printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();

function repeatedNames(node: Node | undefined): Flaw[] {
  const names = new Set<unknown>();
  return (node?.children ?? []).flatMap((child): Flaw[] => {
    const below = repeatedNames(child);
    const [name] = child.type === "property" ? (child.children ?? []) : [];
    // `//` is a remark, which is ignored.
    const isRepeated = name !== undefined && name.value !== "//" && names.has(name.value);
    names.add(name?.value);
    return isRepeated
      ? [{ offset: name.offset, reason: `${JSON.stringify(name.value)} appears twice in one object.` }, ...below]
      : below;
  });
}

type Step = string | number;

function offsets(tree: () => Node | undefined): Parsed["offsetOf"] {
  const children = new Map<Node, ReadonlyMap<Step, Node>>();
  const childrenOf = (node: Node): ReadonlyMap<Step, Node> => {
    const known = children.get(node) ?? index(node);
    children.set(node, known);
    return known;
  };
  return (path: Path) => {
    let node = tree();
    for (const step of path) {
      const child = node && childrenOf(node).get("key" in step ? step.key : step.attribute);
      if (child === undefined) break;
      node = child;
    }
    // The position of a member is that of its name; of an element, that of its value.
    return (node?.parent?.type === "property" ? node.parent.offset : node?.offset) ?? 0;
  };
}

/** The values in a value, by name or number, so that ten thousand paths need no search. */
const index = ({ type, children = [] }: Node): ReadonlyMap<Step, Node> =>
  new Map(
    children.flatMap((child, position): [Step, Node][] => {
      if (type === "array") return [[position, child]];
      const [name, value] = child.children ?? [];
      return name && value ? [[name.value as string, value]] : [];
    }),
  );
