import { fc } from "./fuzz";

/** JSON with members in their order, of which two may have one name, and values that JavaScript cannot hold. */
type Json = { readonly text: string } | Json[] | { members: [name: string, value: Json][] };

const isText = (json: Json): json is { readonly text: string } => "text" in json;

function jsonOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value === null || typeof value !== "object") return { text: JSON.stringify(value) };
  return { members: Object.entries(value).map(([name, member]): [string, Json] => [name, jsonOf(member)]) };
}

function print(json: Json): string {
  if (isText(json)) return json.text;
  if (Array.isArray(json)) return `[${json.map(print).join(",")}]`;
  return `{${json.members.map(([name, value]) => `${JSON.stringify(name)}:${print(value)}`).join(",")}}`;
}

/** Every value in a value, with how it is replaced by none, one or several. */
type Spot = {
  readonly name: string;
  readonly value: Json;
  readonly replace: (...by: [name: string, value: Json][]) => void;
};

function spotsIn(json: Json): Spot[] {
  if (isText(json)) return [];
  if (Array.isArray(json))
    return json.flatMap((value) => [
      { name: "", value, replace: (...by) => json.splice(json.indexOf(value), 1, ...by.map(([, each]) => each)) },
      ...spotsIn(value),
    ]);
  return json.members.flatMap((member) => {
    const [name, value] = member;
    const replace: Spot["replace"] = (...by) => json.members.splice(json.members.indexOf(member), 1, ...by);
    return [{ name, value, replace }, ...spotsIn(value)];
  });
}

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

const oddNames = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "",
  "0",
  "\ud800",
  "then",
  "toJSON",
];
export const oddValue = fc.oneof(
  fc.constantFrom("null", "true", "false", '""', '" "', '"x"', "[]", "{}", "[null]", "[[]]", "[{}]", '"\\u0000"'),
  fc.constantFrom(
    "0",
    "-0",
    "-1",
    "1.5",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740993",
    "12345678901234567890123",
    "200",
  ),
  fc.constantFrom(
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u202e"',
    '"\\u001b[2J"',
    '"true"',
    '"1"',
    '"1e3"',
    '"NaN"',
    '"__proto__"',
  ),
  fc.constantFrom(...oddNames.map((name) => `{${JSON.stringify(name)}:{"polluted":true}}`)),
  fc.constantFrom(deep("[", "]", 4_000), deep('{"a":', "}", 4_000), JSON.stringify("x".repeat(50_000))),
  fc.json({ maxDepth: 2 }),
);

type Change = (spot: Spot) => void;
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: oddValue.map(
      (text): Change =>
        ({ name, replace }) =>
          replace([name, { text }]),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>(({ replace }) => replace()) },
  { weight: 1, arbitrary: fc.constant<Change>(({ name, value, replace }) => replace([name, value], [name, value])) },
  {
    weight: 1,
    arbitrary: oddValue.map(
      (text): Change =>
        ({ name, value, replace }) =>
          replace([name, value], [name, { text }]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...oddNames).map(
      (other): Change =>
        ({ value, replace }) =>
          replace([other, value]),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>(({ name, value, replace }) => replace([name, [value]])) },
  {
    weight: 1,
    arbitrary: fc.constant<Change>(({ name, value, replace }) => replace([name, { members: [[name, value]] }])),
  },
);

/** The text of a JSON value with one to `most` changes: values of other types, members removed, doubled, renamed, nested. */
export const changedJson = (original: unknown, most = 3): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), change), {
      minLength: 1,
      maxLength: most,
    })
    .map((changes) => {
      const json = jsonOf(original);
      for (const [where, apply] of changes) {
        const spots = spotsIn(json);
        const spot = spots[Math.floor(where * spots.length)];
        if (spot) apply(spot);
      }
      return print(json);
    });

/** Whether an object of a text that `changedJson` made has two members of one name. */
export function hasRepeatedName(text: string): boolean {
  const written = text.match(/"(?:[^"\\]|\\.)*":?/g)?.filter((each) => each.endsWith(":")).length ?? 0;
  let read = 0;
  const open: unknown[] = [JSON.parse(text)];
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value !== "object") continue;
    if (!Array.isArray(value)) read += Object.keys(value).length;
    open.push(...Object.values(value));
  }
  return written !== read;
}
