// Foreign JSON, with one rule in addition to JSON.parse: no number changes silently.

/** Whether a text may hold a number that needs a check: 16 digits or more, or a large exponent. */
const suspicious = /[\d.]{16}|\d[eE][-+]?\d{2,}\s*(?:[,}\]]|$)/;
/** A string, or a number, of valid JSON. */
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** No JSON text can hold it unescaped, and its escape does not occur by chance. */
const MARK = "\u0000inexact:";

/**
 * The value of a JSON text; undefined where it is not JSON. A number that a double cannot represent exactly becomes a bigint,
 * which no type of the schema accepts.
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!suspicious.test(text)) return value;
    const marked = text.replace(token, (each) =>
      each.startsWith('"') || isExact(each) ? each : JSON.stringify(MARK + each),
    );
    return marked === text ? value : unmark(JSON.parse(marked));
  } catch {
    return undefined;
  }
}

/**
 * The value that a text spells as JSON does ("3", "-1.5", "true", "TRUE"); the text itself where it spells none. A platform may write
 * numbers and booleans as text.
 */
export function unquoted(json: unknown): unknown {
  if (typeof json !== "string") return json;
  const value = parseJson(json.toLowerCase());
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? value : json;
}

/**
 * Replaces the marked numbers by bigints; the integer part is enough: the bigint only marks the number as unusable. A list instead
 * of recursion, because a text may be nested deeper than the stack.
 */
function unmark(json: unknown): unknown {
  const root = { json };
  const open: object[] = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [name, value] of Object.entries(holder)) {
      if (value !== null && typeof value === "object") open.push(value);
      else if (typeof value === "string" && value.startsWith(MARK))
        (holder as Record<string, unknown>)[name] = BigInt(/-?\d+/.exec(value.slice(MARK.length))?.[0] ?? 0);
    }
  }
  return root.json;
}

function isExact(written: string): boolean {
  const number = Number(written);
  const isWhole = Number.isInteger(number);
  return (
    (isWhole ? Number.isSafeInteger(number) : Number.isFinite(number)) && digits(written) === digits(String(number))
  );
}

/** The significant digits, without sign, point, exponent and the zeros around them. */
const digits = (written: string): string =>
  written
    .replace(/e.*$/i, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "");
