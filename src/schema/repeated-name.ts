/** A string of valid JSON with the colon behind the name of a member, or a brace. */
const token = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}]/g;

/**
 * The first name that appears twice in one object of a JSON text; `value`: what JSON.parse made of it, which silently ignores all but
 * the last of them.
 */
export function repeatedName(text: string, value: unknown): string | undefined {
  // Colons behind a quotation mark are those of names, and a few in strings: where there are no more than members, no name is repeated.
  if (countColons(text) === countMembers(value)) return undefined;
  const open: Set<string>[] = [];
  for (const [found, written, colon] of text.matchAll(token)) {
    if (found === "{") open.push(new Set());
    else if (found === "}") open.pop();
    else if (colon !== undefined) {
      const name: string = JSON.parse(`"${written}"`);
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}

const SPACE = 0x20;
const QUOTATION_MARK = 0x22;

function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= SPACE) before -= 1;
    if (text.charCodeAt(before) === QUOTATION_MARK) count += 1;
  }
  return count;
}

function countMembers(value: unknown): number {
  let count = 0;
  // A list instead of recursion, because a response may be nested deeper than the stack.
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next === null || typeof next !== "object") continue;
    const isList = Array.isArray(next);
    for (const each of isList ? next : Object.values(next)) {
      if (!isList) count += 1;
      if (each !== null && typeof each === "object") open.push(each);
    }
  }
  return count;
}
