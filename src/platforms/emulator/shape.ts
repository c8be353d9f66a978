/** Where a JSON document is not as it must be. Names types, never values: a value may be a secret. */
export interface Flaw {
  readonly path: string;
  readonly problem: string;
}

/** Reports everything wrong with one value; `flaws` is shared by the whole document so that all are shown at once. */
export type Check = (value: unknown, path: string, flaws: Flaw[]) => void;

const shown = 20;

/** JSON from outside (a seed, a fault) without the documented shape; carries every flaw, and shows the first twenty. */
export class FlawsError extends Error {
  constructor(readonly flaws: readonly Flaw[]) {
    super();
    this.name = "FlawsError";
    this.message = this.lines.join("\n");
  }

  get lines(): readonly string[] {
    const lines = this.flaws
      .slice(0, shown)
      .map(({ path, problem }) => (path === "" ? problem : `${path}: ${problem}`));
    return this.flaws.length > shown ? [...lines, `… and ${this.flaws.length - shown} more`] : lines;
  }
}

function found(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "number" && !Number.isInteger(value)) return "a fractional number";
  return typeof value === "string" && value === "" ? "an empty string" : `a ${typeof value}`;
}

/** Notes that a value is not what was expected. */
export function misfit(expected: string, value: unknown, path: string, flaws: Flaw[]): void {
  flaws.push({ path, problem: `expected ${expected}, found ${found(value)}` });
}

const only =
  (expected: string, fits: (value: unknown) => boolean): Check =>
  (value, path, flaws) => {
    if (!fits(value)) misfit(expected, value, path, flaws);
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const step = (path: string, key: string): string => {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
};

/** The checks a seed or a fault is described with. */
export const check = {
  anything: (() => {}) as Check,
  string: only("a string", (value) => typeof value === "string"),
  filled: only("a string", (value) => typeof value === "string" && value !== ""),
  boolean: only("a boolean", (value) => typeof value === "boolean"),
  integer: only("an integer", (value) => Number.isSafeInteger(value)),
  positive: only("a positive integer", (value) => Number.isSafeInteger(value) && (value as number) > 0),
  oneOf: (...words: string[]): Check =>
    only(`one of ${words.join(", ")}`, (value) => typeof value === "string" && words.includes(value)),
  optional:
    (inner: Check): Check =>
    (value, path, flaws) => {
      if (value !== undefined && value !== null) inner(value, path, flaws);
    },
  list:
    (inner: Check): Check =>
    (value, path, flaws) => {
      if (!Array.isArray(value)) return misfit("a list", value, path, flaws);
      for (const [index, item] of value.entries()) inner(item, `${path}[${index}]`, flaws);
    },
  map:
    (inner: Check): Check =>
    (value, path, flaws) => {
      if (!isObject(value)) return misfit("an object", value, path, flaws);
      for (const [key, item] of Object.entries(value)) inner(item, step(path, key), flaws);
    },
  /** fields that are not named are let through */
  object:
    (fields: Readonly<Record<string, Check>>): Check =>
    (value, path, flaws) => {
      if (!isObject(value)) return misfit("an object", value, path, flaws);
      for (const [key, inner] of Object.entries(fields)) inner(value[key], step(path, key), flaws);
    },
  /** only fields that are named: a misspelled permission would silently grant the default ones */
  exact:
    (fields: Readonly<Record<string, Check>>): Check =>
    (value, path, flaws) => {
      check.object(fields)(value, path, flaws);
      const unknown = isObject(value) ? Object.keys(value).filter((key) => !Object.hasOwn(fields, key)) : [];
      for (const key of unknown)
        flaws.push({ path: step(path, key), problem: `not one of ${Object.keys(fields).join(", ")}` });
    },
};
