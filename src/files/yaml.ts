import { isAlias, isMap, isSeq, type Node, type Pair, parseDocument } from "yaml";
import type { Flaw, Parsed } from "./syntax";

/** The library passes V8's own words on. */
const wordsOf = ({ message }: Error): string =>
  message.includes("call stack") ? "it is nested too deeply" : message.replace(/\.$/, "");

/** YAML, one document. */
export function yaml(text: string): Parsed {
  const document = parseDocument(text, { prettyErrors: false });
  const unusable = (flaw: Flaw): Parsed => ({ value: undefined, flaws: [flaw], offsetOf: () => 0 });
  const [error] = [...document.errors, ...document.warnings];
  if (error?.code === "MULTIPLE_DOCS")
    return unusable({ offset: error.pos[0], reason: "a second document begins here; only one is allowed." });
  if (error) return unusable({ offset: error.pos[0], reason: `not valid YAML: ${wordsOf(error)}.` });
  try {
    return { value: document.toJS(), flaws: [], offsetOf };
  } catch (failure) {
    // An alias without an anchor, or aliases that expand without end.
    return unusable({ offset: 0, reason: `not valid YAML: ${wordsOf(failure as Error)}.` });
  }

  function offsetOf(path: Parameters<Parsed["offsetOf"]>[0]): number {
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? 0;
    for (const step of path) {
      const name = "key" in step ? step.key : step.attribute;
      if (isAlias(node)) node = node.resolve(document);
      const item = isMap(node)
        ? node.items.find(({ key }) => String(key) === name)
        : isSeq(node)
          ? node.items[name as number]
          : undefined;
      if (item === undefined) break;
      const [at, next] = isMap(node) ? [(item as Pair).key, (item as Pair).value] : [item, item];
      offset = (at as Node).range?.[0] ?? offset;
      node = next;
    }
    return offset;
  }
}
