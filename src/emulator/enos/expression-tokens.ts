/** A piece of an expression. Words are names and keywords, texts are quoted values. */
export interface Token {
  readonly kind: "word" | "text" | "symbol" | "end";
  readonly value: string;
  /** position in the expression, counted from 1 */
  readonly at: number;
}

/** An expression outside the documented grammar; the message says what was expected and where. */
export class ExpressionError extends Error {
  constructor(at: number, problem: string) {
    super(`${problem} at character ${at}`);
    this.name = "ExpressionError";
  }
}

// Tag keys hold letters, digits, "_", "-" and "/"; anything that does not end a word is accepted, so that unusual keys can be searched.
const pattern = /\s+|(?<word>[^\s()=!<>,'"]+)|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<symbol>[()=,])/uy;

/** Cuts an expression into tokens, with an end token last. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw stray(text, start);
    const at = start + 1;
    const { word, single, double, symbol } = groups;
    const quoted = single ?? double;
    if (word !== undefined) tokens.push({ kind: "word", value: word, at });
    else if (quoted !== undefined) tokens.push({ kind: "text", value: quoted, at });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", value: symbol, at });
  }
  tokens.push({ kind: "end", value: "", at: text.length + 1 });
  return tokens;
}

function stray(text: string, index: number): ExpressionError {
  const sign = text[index] ?? "";
  if (sign === "'" || sign === '"') return new ExpressionError(index + 1, "a value whose quote is never closed");
  return new ExpressionError(index + 1, `the operator ${sign} is not offered for products`);
}
