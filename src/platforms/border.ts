import type { HttpResponse } from "../http/http";
import { parseJson } from "../schema/exact-json";
import { presenter, type Show } from "./redact";

/** What a request was sent with. */
export interface Sent {
  /** may not show in a message, however it is quoted: key ids, keys, tokens, signatures */
  readonly secrets: readonly string[];
  /** may not be in a value either, for values are recorded: keys and tokens */
  readonly credentials: readonly string[];
}

/** A response whose secrets were dropped: the only form in which anything of it goes further. */
export interface Admitted {
  /** the body; undefined where it is no JSON */
  readonly json: unknown;
  /** fit for messages, every one of them */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes any text of the response fit for a message. */
  readonly show: Show;
  /** Whether a text anywhere in this part of the response holds a credential of the request. */
  readonly quotesCredential: (part: unknown) => boolean;
  /** What a member was before it was dropped, for the one call that asks for a secret. */
  readonly dropped: (holder: unknown, name: string) => unknown;
}

interface Dropped {
  readonly holder: object;
  readonly name: string;
  readonly value: unknown;
}

/** Bytes a response may have, by what it is about: many times what the documented limits of its fields add up to. */
export const MAX_BYTES = { token: 2 ** 20, product: 2 ** 20, page: 16 * 2 ** 20 } as const;

/** A shorter credential may be part of an ordinary value. */
const LEAST_CREDENTIAL = 12;

const secretNames = new Set(["productsecret", "sessionkey", "devicesecret"]);

/** Where everything comes in that a platform, or whoever answers in its place, says. */
export function admit({ text, headers }: HttpResponse, { secrets, credentials }: Sent): Admitted {
  const json = parseJson(text);
  const dropped = dropSecrets(json);
  const texts = dropped.flatMap(({ value }) => (typeof value === "string" ? value : []));
  const show = presenter(secrets, texts);
  const quoted = credentials.filter((each) => each.length >= LEAST_CREDENTIAL && text.includes(each));
  return {
    json,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, show(value)])),
    show,
    quotesCredential: (part) => quoted.length > 0 && holdsText(part, quoted),
    dropped: (holder, name) => dropped.find((each) => each.holder === holder && each.name === name)?.value,
  };
}

/**
 * Deletes every secret from freshly parsed JSON, at any depth, and tells what was deleted. Platforms send some unasked: nothing
 * behind this border can hold one.
 */
export function dropSecrets(json: unknown): readonly Dropped[] {
  const dropped: Dropped[] = [];
  eachMember(json, (holder, name, value) => {
    if (!secretNames.has(name.toLowerCase())) return true;
    dropped.push({ holder, name, value });
    delete (holder as Record<string, unknown>)[name];
    return false;
  });
  return dropped;
}

function holdsText(part: unknown, wanted: readonly string[]): boolean {
  const holds = (text: unknown) => typeof text === "string" && wanted.some((each) => text.includes(each));
  let found = holds(part);
  eachMember([part], (_, name, value) => {
    found ||= holds(name) || holds(value);
    return true;
  });
  return found;
}

/**
 * Visits every member of every object and the texts in every list, each once; `visit` says whether to go on into the value. With a
 * list instead of recursion: a response may be nested deeper than the stack.
 */
function eachMember(json: unknown, visit: (holder: object, name: string, value: unknown) => boolean): void {
  const open = [json];
  const isOpen = (value: unknown) => value !== null && typeof value === "object";
  while (open.length > 0) {
    const holder = open.pop();
    if (Array.isArray(holder)) {
      for (const item of holder)
        if (isOpen(item)) open.push(item);
        else if (typeof item === "string") visit(holder, "", item);
    } else if (isOpen(holder)) {
      const members = holder as Record<string, unknown>;
      for (const name of Object.keys(members))
        if (visit(members, name, members[name]) && isOpen(members[name])) open.push(members[name]);
    }
  }
}
