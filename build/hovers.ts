import { type Attributes, computed } from "../src/schema/attribute";
import { snakeCase } from "../src/schema/name";
import { objectMap } from "../src/schema/object";
import { wordsOf } from "../src/schema/text";
import { walk } from "../src/schema/walk";

/** An attribute as a TypeScript user meets it. */
interface Member {
  readonly name: string;
  readonly description: string;
  /** `"Device" | "Gateway" | (string & {})`; undefined for an attribute without well-known values */
  readonly union: string | undefined;
  readonly inner: readonly Member[];
}

/** What TypeScript users write instead of Terraform's names that are not attributes. */
const elsewhere: readonly (readonly [string, string])[] = [
  ["connect_products", "ConnectProducts"],
  ["connect_product_secret", "ConnectProductSecret"],
  ["connect_product", "ConnectProduct"],
  ["for_each", "forEach"],
  ["jsondecode", "JSON.parse` or, for a token, `Fn.jsondecode"],
];

/** Puts descriptions and unions of well-known values on what CDKTF generated for a class and the objects inside of it. */
export function withHovers(source: string, className: string, attributes: Attributes): string {
  const classes = classesOf(className, membersOf(attributes));
  return source
    .split(/^(?=export (?:interface|class) )/m)
    .map((part) => {
      const [, name = ""] = /^export \w+ (\w+?)(?:Config|OutputReference)? /.exec(part) ?? [];
      return (classes.get(name) ?? []).reduce(withMember, part);
    })
    .join("");
}

/** The table that the generator sees: it makes classes of the objects in a computed map as well. */
export const withProducts = (attributes: Attributes, ofProduct: Attributes): Attributes => ({
  ...attributes,
  products: computed(objectMap(ofProduct), attributes.products?.description ?? ""),
});

const membersOf = (attributes: Attributes): Member[] =>
  walk<Member>(attributes, {
    leaf: (name, { type, description }) => ({ name, description, union: unionOf(wordsOf(type)), inner: [] }),
    group: (name, { description }, inner) => ({ name, description, union: undefined, inner }),
  });

const unionOf = (words: readonly string[] | undefined): string | undefined =>
  words && [...words.map((word) => JSON.stringify(word)), "(string & {})"].join(" | ");

/** The members of each class, with the names that can be meant in their descriptions spelt as in TypeScript. */
function classesOf(
  className: string,
  members: readonly Member[],
  outer: readonly string[] = [],
): Map<string, Member[]> {
  const known = [...outer, ...members.map(({ name }) => name)];
  const inside = members.filter(({ inner }) => inner.length > 0);
  return new Map([
    [className, members.map((member) => ({ ...member, description: inTypeScript(member, known) }))],
    ...inside.flatMap(({ name, inner }) => [
      ...classesOf(className + name.charAt(0).toUpperCase() + name.slice(1), inner, known),
    ]),
  ]);
}

function inTypeScript({ description, inner }: Member, known: readonly string[]): string {
  const own = [...known, ...inner.map(({ name }) => name)].map((name) => [snakeCase(name), name] as const);
  const names = new Map([...own, ...elsewhere]);
  return description.replace(/`[^`]+`/g, (code) => code.replace(/\w+/g, (word) => names.get(word) ?? word));
}

/** Replaces the generator's own comment, if it wrote one. */
function withMember(source: string, { name, description, union }: Member): string {
  const documented = source.replace(
    new RegExp(
      String.raw`^( *)(?:/\*\*\n(?: *\*(?!/).*\n)+ *\*/\n *)?(readonly ${name}\??:|public get ${name}\(\))`,
      "gm",
    ),
    (_, indent: string, member: string) => `${indent}/** ${description.replaceAll("*/", "* /")} */\n${indent}${member}`,
  );
  if (union === undefined) return documented;
  // A provider's argument is reset by undefined, a data source's by a method.
  const or = source.includes(`public set ${name}(value: string | undefined) {`) ? " | undefined" : "";
  return documented
    .replace(new RegExp(`((?:readonly |private _)${name}\\??: )string;`, "g"), (_, start) => `${start}${union};`)
    .replace(`public get ${name}() {`, () => `public get ${name}(): ${union}${or} {`)
    .replace(`public set ${name}(value: string${or}) {`, () => `public set ${name}(value: ${union}${or}) {`);
}
