/** The arguments and blocks of a CLI configuration by name, each as often as it stands there; labels of blocks are dropped. */
export type Body = ReadonlyMap<string, readonly Value[]>;
export type Value = string | readonly Value[] | Body;

/** The text is not in the language of CLI configurations. */
export class CliSyntaxError extends Error {}

/** Reads what CLI configurations are written in: the first HCL's blocks, strings, heredocs, lists and comments, or the same as JSON. */
export function readCliSyntax(text: string): Body {
  if (/^\s*\{/.test(text)) return ofJson(text);
  const tokens = tokensOf(text);
  let next = 0;
  const peek = () => tokens[next]?.text;
  const take = (): string => {
    const token = tokens[next++];
    if (token === undefined) throw new CliSyntaxError("it ends too early");
    return token.text;
  };
  const refuse = (): never => {
    throw new CliSyntaxError(`line ${tokens[next - 1]?.line} is not understood`);
  };

  const body = (close: string | undefined): Body => {
    const members = new Map<string, Value[]>();
    while (peek() !== close) {
      const name = plain(take()) ?? refuse();
      while (peek()?.startsWith('"')) take();
      const sign = take();
      const member = sign === "=" ? value(take()) : sign === "{" ? body("}") : refuse();
      members.set(name, [...(members.get(name) ?? []), member]);
      if (peek() === ",") take();
    }
    if (close !== undefined) take();
    return members;
  };
  const value = (token: string): Value =>
    token === "{" ? body("}") : token === "[" ? list() : (plain(token) ?? refuse());
  const list = (): Value[] => {
    const values: Value[] = [];
    for (let token = take(); token !== "]"; token = take()) if (token !== ",") values.push(value(token));
    return values;
  };
  return body(undefined);
}

const TOKEN =
  /(<<-?(\w+)\r?\n(?:[^\n]*\n)*?[ \t]*\2$|"(?:[^"\\\n]|\\.)*"|[{}[\],=]|(?!<<)[^\s{}[\],="#/]+)|\s+|(?:#|\/\/).*|\/\*[\s\S]*?\*\//my;

function tokensOf(text: string): { readonly text: string; readonly line: number }[] {
  const tokens: { text: string; line: number }[] = [];
  const pattern = new RegExp(TOKEN);
  for (let line = 1; pattern.lastIndex < text.length; ) {
    const match = pattern.exec(text);
    if (match === null) throw new CliSyntaxError(`line ${line} is not understood`);
    if (match[1] !== undefined) tokens.push({ text: match[1], line });
    line += match[0].split("\n").length - 1;
  }
  return tokens;
}

/** The text of a string, word or number; undefined for a sign. */
function plain(token: string): string | undefined {
  if (token.startsWith("<<")) return token.replace(/^[^\n]*\n|[^\n]*$/g, "");
  if (!token.startsWith('"')) return /^[{}[\],=]$/.test(token) ? undefined : token;
  return token.slice(1, -1).replace(/\\(["\\])/g, "$1");
}

function ofJson(text: string): Body {
  try {
    return bodyOfJson(JSON.parse(text));
  } catch {
    // V8's message would quote the text, and with it a token.
    throw new CliSyntaxError("it is not JSON");
  }
}

const bodyOfJson = (json: object): Body =>
  new Map(
    Object.entries(json).map(([name, member]): [string, Value[]] => {
      // A block may be an object or a list of them.
      const isBlocks = Array.isArray(member) && member.every((item) => typeof item === "object");
      return [name, (isBlocks ? member : [member]).map(valueOfJson)];
    }),
  );

function valueOfJson(json: unknown): Value {
  if (Array.isArray(json)) return json.map(valueOfJson);
  return json !== null && typeof json === "object" ? bodyOfJson(json) : String(json);
}
