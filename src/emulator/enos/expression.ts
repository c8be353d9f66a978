import { ExpressionError, type Token, tokenize } from "./expression-tokens";
import type { WireProduct } from "./seed";

export { ExpressionError } from "./expression-tokens";

/** Whether a product matches. */
export type Predicate = (product: WireProduct) => boolean;

/** Our own bounds: no document states any. */
export const bounds = { length: 65_536, depth: 100 };

const locales = ["default", "zh_CN", "en_US"];

/** Parses a search expression. Throws an `ExpressionError`. */
export function parseExpression(text: string): Predicate {
  if (text.length > bounds.length) throw new ExpressionError(bounds.length + 1, "the expression is too long");
  const tokens = tokenize(text);
  let index = 0;
  let depth = 0;
  const peek = () => tokens[index] as Token;
  const expected = (what: string, token = peek()) =>
    new ExpressionError(token.at, `expected ${what}, found ${token.kind === "end" ? "the end" : token.kind}`);
  const symbol = (value: string) => {
    if (peek().kind !== "symbol" || peek().value !== value) return false;
    index += 1;
    return true;
  };
  const keyword = (word: string) => {
    if (peek().kind !== "word" || peek().value.toLowerCase() !== word) return false;
    index += 1;
    return true;
  };
  const value = () => {
    const token = peek();
    if (token.kind !== "text") throw expected("a quoted value");
    index += 1;
    return token.value;
  };
  const closed = <T>(inner: () => T): T => {
    if (!symbol("(")) throw expected("(");
    const result = inner();
    if (!symbol(")")) throw expected(")");
    return result;
  };

  function chain(word: "and" | "or", part: () => Predicate): Predicate {
    const parts = [part()];
    while (keyword(word)) parts.push(part());
    if (parts.length === 1) return parts[0] as Predicate;
    return word === "and"
      ? (product) => parts.every((matches) => matches(product))
      : (product) => parts.some((matches) => matches(product));
  }
  // Of the two, `and` binds more tightly, as in SQL.
  const any = (): Predicate => chain("or", () => chain("and", one));

  function one(): Predicate {
    if (peek().kind === "symbol" && peek().value === "(") {
      depth += 1;
      if (depth > bounds.depth) throw new ExpressionError(peek().at, `more than ${bounds.depth} nested parentheses`);
      const inner = closed(any);
      depth -= 1;
      return inner;
    }
    if (keyword("not")) {
      if (!keyword("exists")) throw expected("exists after not");
      const exists = tagExists();
      return (product) => !exists(product);
    }
    return keyword("exists") ? tagExists() : comparison();
  }

  function field(): { token: Token; name: string; rest: string | undefined } {
    const token = peek();
    if (token.kind !== "word") throw expected("a field");
    index += 1;
    const dot = token.value.indexOf(".");
    const rest = dot < 0 ? undefined : token.value.slice(dot + 1);
    if (rest === "") throw new ExpressionError(token.at, "a field that ends with a dot");
    return { token, name: dot < 0 ? token.value : token.value.slice(0, dot), rest };
  }

  function tagExists(): Predicate {
    const { token, name, rest } = closed(field);
    if (name !== "productTags" || rest === undefined) throw expected("productTags.{key}", token);
    return ({ productTags }) => tag(productTags, rest) !== undefined;
  }

  function comparison(): Predicate {
    const { token, name, rest } = field();
    if ((name === "productKey" || name === "modelId") && rest === undefined) {
      const wanted = new Set(equalsOrIn());
      return (product) => wanted.has(product[name] as string);
    }
    if (name === "productTags" && rest !== undefined) {
      if (!symbol("=")) throw expected("= after a tag");
      const wanted = value();
      return ({ productTags }) => tag(productTags, rest) === wanted;
    }
    if (name === "productName") {
      if (!keyword("like")) throw expected("like after productName");
      const part = value().toLowerCase();
      const where = rest === undefined ? locales : [rest];
      return ({ productName }) => where.some((locale) => nameIn(productName, locale)?.toLowerCase().includes(part));
    }
    throw new ExpressionError(token.at, "a field that products cannot be searched by");
  }

  function equalsOrIn(): string[] {
    if (symbol("=")) return [value()];
    if (!keyword("in")) throw expected("= or in");
    return closed(() => {
      const values = [value()];
      while (symbol(",")) values.push(value());
      return values;
    });
  }

  const matches = any();
  if (peek().kind !== "end") throw expected("and, or, or the end");
  return matches;
}

function tag(tags: WireProduct["productTags"], key: string): string | undefined {
  return tags && Object.hasOwn(tags, key) ? (tags[key] ?? undefined) : undefined;
}

function nameIn(name: WireProduct["productName"], locale: string): string | undefined {
  const names = name?.i18nValue;
  const own = locale !== "default" && names && Object.hasOwn(names, locale) ? names[locale] : undefined;
  // The documents print empty names for locales that have none of their own.
  return own || (name?.defaultValue ?? undefined);
}
