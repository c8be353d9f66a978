import type { Attribute, Attributes, Values } from "./attribute";
import { attributeAt, keyAt, nowhere, type Path, printPath } from "./path";
import { Problem } from "./problem";
import type { ProblemCode } from "./problem-codes";
import { converted, mapOf, members, mistake, type Note, optional, orNull, type Shape, typed } from "./shape";
import { checkInner } from "./type";
import { walk } from "./walk";
import { invalidValue } from "./wrong-type";

/** Rules for the value of an attribute in addition to its type. */
export type Rules = (attribute: Attribute<unknown>, value: unknown, path: Path) => readonly Problem[];

/** The rules of the attribute and of its type: what a practitioner may write. */
export const allRules: Rules = ({ type, check }, value, path) => [
  ...checkInner(type, value, path),
  ...invalidValue(path, check?.(value)),
];

/** Any of the attributes of a table, each with a value of its type or null. `noun`: what an attribute is called. */
export function tableOf<A extends Attributes>(attributes: A, noun: string, rules: Rules): Shape<Partial<Values<A>>> {
  const leaf = (attribute: Attribute<unknown>) =>
    converted(
      typed(attribute.type),
      (value, path, note) => {
        for (const { path: at, reason, remedy } of rules(attribute, value, path)) note(mistake(at, reason, remedy));
        return value;
      },
      { description: attribute.description },
    );
  const table = (inner: readonly Named[]) => members(Object.fromEntries(inner), { noun });
  const all = walk<Named>(attributes, {
    leaf: (name, attribute) => [name, optional(orNull(leaf(attribute)))],
    group: (name, _, inner, nesting) => [
      name,
      optional(orNull(nesting === "map" ? mapOf(table(inner)) : table(inner))),
    ],
  });
  return table(all) as unknown as Shape<Partial<Values<A>>>;
}

type Named = [name: string, shape: Shape<unknown>];

/** The value, and all mistakes in it. */
export function inspect<T>(
  shape: Shape<T>,
  json: unknown,
  path: Path = [],
): { value: T; problems: readonly Problem[] } {
  let isRight = true;
  const value = shape.read(json, nowhere, () => {
    isRight = false;
  });
  if (isRight) return { value, problems: [] };
  const problems: Problem[] = [];
  return { value: shape.read(json, path, (problem) => problems.push(problem)), problems };
}

/** The value. Throws a Problem, of the type or of the value, if it has a mistake. */
export function strictly<T>(shape: Shape<T>, json: unknown, path: Path = []): T {
  const { value, problems } = inspect(shape, json, path);
  const [first] = problems;
  if (first !== undefined) throw together(first.code, problems);
  return value;
}

/** The single problems of a combined one. */
export const each = (problem: Problem): readonly Problem[] =>
  problem.problems.length > 0 ? problem.problems : [problem];

/** Further mistakes are only counted. */
const MOST = 20;

/** A combined problem; the first twenty are shown. */
export function together(code: ProblemCode, problems: readonly Problem[], remedy = ""): Problem {
  const [first, ...others] = problems;
  if (first !== undefined && others.length === 0) return first.remedy === "" ? first.with({ remedy }) : first;
  const rest = problems.length - MOST;
  const shown = problems.slice(0, MOST);
  if (rest > 0) shown.push(new Problem(code, { reason: `${rest} more (the first ${MOST} are shown).` }));
  return new Problem(code, { reason: shown.map(({ detail }) => detail).join("\n"), remedy, problems: shown });
}

/** Notes every item of a list with the identity of an earlier one; `member`: which one to blame. */
export function noteRepeated<T>(
  items: readonly T[],
  list: Path,
  member: keyof T & string,
  note: Note,
  identityOf: (item: T) => unknown = (item) => item[member],
): void {
  const first = new Map<unknown, number>();
  for (const [index, item] of items.entries()) {
    const earlier = first.get(identityOf(item));
    if (earlier === undefined) first.set(identityOf(item), index);
    else {
      const path = attributeAt(keyAt(list, index), member);
      note(mistake(path, `the same as in ${printPath(keyAt(list, earlier))}.`));
    }
  }
}
