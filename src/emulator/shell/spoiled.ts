import type { Reply, WireRequest } from "./contract";
import type { Fault } from "./faults";

/** The reply with what a fault makes wrong in its text. */
export function spoiled(reply: Reply, { duplicateKey, depth, contentType }: Fault): Reply {
  if (duplicateKey != null) return { ...reply, body: withDuplicates(reply.body, duplicateKey) };
  if (depth != null) return { ...reply, body: withNested(reply.body, depth) };
  return contentType == null ? reply : { ...reply, type: contentType };
}

/** Each member of that name appears again, with another value. */
function withDuplicates(body: string, name: string): string {
  const start = `${JSON.stringify(name)}:`;
  return body
    .split(start)
    .map((part, index) => {
      const value = index > 0 ? /^("(?:[^"\\]|\\.)*"|[-\w.]+)/.exec(part)?.[0] : undefined;
      return value === undefined ? part : `${value},${start}${another(value)}${part.slice(value.length)}`;
    })
    .join(start);
}

const another = (value: string): string => {
  const known: unknown = JSON.parse(value);
  if (typeof known === "string") return JSON.stringify(`another ${known}`);
  return JSON.stringify(typeof known === "number" ? known + 1 : !known);
};

/** The outermost object has one more member, which is deeper than a recursion can follow. */
const withNested = (body: string, depth: number): string =>
  body.replace("{", `{"nested":${"[".repeat(depth)}${"]".repeat(depth)},`);

/** A request as text, with all secrets that it was sent with. */
export function echoOf({ method, path, query, headers, body }: WireRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}?${query}`, ...lines, "", body.toString("utf8")].join("\n");
}
