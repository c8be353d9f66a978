import { harmless, shortened } from "../schema/foreign-text";

/** Messages show at most this much of a text, and no more of it is searched. */
const LONGEST_READ = 4096;

/** Shorter secrets occur in ordinary words by chance; hiding them there would make messages unreadable. */
const LONG_ENOUGH = 8;
/** Of a longer secret, every run of this many characters is hidden, because a quoted secret may be cut or wrapped. */
const FRAGMENT = 12;
/** A single character is not a secret, and hiding it would remove words from messages. */
const LEAST = 2;

/** Makes foreign text safe for a message: no part of a secret, one line, no terminal or CI commands, limited length. */
export type Show = (text: string, longest?: number) => string;

/** Hides secrets in any spelling; `asSent` may be thousands and are hidden only in the spelling they were sent in. */
export function presenter(secrets: readonly string[], asSent: readonly string[] = []): Show {
  let hide: ((text: string) => string) | undefined;
  return (text, longest = 200) => {
    hide ??= hiderOf([...secrets.flatMap(spellings), ...asSent].filter((secret) => secret.length >= LEAST));
    const beginning = longest > LONGEST_READ ? text : text.slice(0, LONGEST_READ);
    const line = harmless(hide(beginning).replace(/\s+/g, " ").trim());
    return line.length > longest ? `${shortened(line, longest)}…` : line;
  };
}

/** As it is, percent-encoded once or twice, in base64 behind nothing or one or two other characters, in hexadecimal digits. */
function spellings(secret: string): string[] {
  if (secret.length < LEAST) return [];
  const encoded = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"));
  const bytes = [0, 1, 2].map((before) => Buffer.from(" ".repeat(before) + secret));
  return [
    ...new Set([secret, encoded, encodeURIComponent(encoded), bytes[0]?.toString("hex") ?? ""]),
    ...bytes.flatMap((each) => [each.toString("base64"), each.toString("base64url")]),
  ];
}

function hiderOf(secrets: readonly string[]): (text: string) => string {
  const known = lowerCase(secrets.join("\0"));
  const short = secrets.filter((secret) => secret.length < FRAGMENT).map(patternOf);
  const pattern = short.length > 0 ? new RegExp(short.join("|"), "giu") : undefined;
  return (text) => {
    const shown = hideFragments(text, known);
    return pattern ? shown.replace(pattern, "(hidden)") : shown;
  };
}

function hideFragments(text: string, known: string): string {
  const searched = lowerCase(text);
  let shown = "";
  let hiddenUntil = 0;
  for (let at = 0; at < text.length; at++) {
    if (at + FRAGMENT <= text.length && known.includes(searched.slice(at, at + FRAGMENT))) {
      if (at >= hiddenUntil) shown += "(hidden)";
      hiddenUntil = at + FRAGMENT;
    }
    if (at >= hiddenUntil) shown += text[at];
  }
  return shown;
}

/** The pattern of a secret too short for fragments; a very short one matches only as a whole word. */
function patternOf(secret: string): string {
  const pattern = secret.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return secret.length < LONG_ENOUGH ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
}

/** Changes ASCII letters only, so that every character keeps its position. */
const lowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
