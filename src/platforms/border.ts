import type { HttpResponse } from "../http/http";
import { parseJson } from "../schema/exact-json";
import { repeatedName } from "../schema/repeated-name";
import { presenter, type Show } from "./redact";

/** What a request was sent with. */
export interface Sent {
  /** hidden in messages, in any spelling: key ids, keys, tokens, signatures */
  readonly secrets: readonly string[];
  /** refused in values too, because values are recorded: keys and tokens */
  readonly credentials: readonly string[];
}

/** A response without its secrets: no other code sees the original. */
export interface Admitted {
  /** the body; undefined where it is not JSON */
  readonly json: unknown;
  /** whether the body has so many objects and lists that it is not read: they may take fifty times the memory of their text */
  readonly isTooRich: boolean;
  /** a name that the body has twice in one object, so that its value is not known */
  readonly repeated: string | undefined;
  /** safe to show in messages */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes a text of the response safe to show in messages. */
  readonly show: Show;
  /** Whether this part of the response contains a credential of the request, at any depth. */
  readonly quotesCredential: (part: unknown) => boolean;
  /** The value of a dropped member, for the call that requests a secret. */
  readonly dropped: (holder: unknown, name: string) => unknown;
}

interface Dropped {
  readonly holder: object;
  readonly name: string;
  readonly value: unknown;
}

/** The most bytes of a response, by its content: many times the sum of the documented limits of its fields. */
export const MAX_BYTES = { token: 2 ** 20, product: 2 ** 20, page: 16 * 2 ** 20 } as const;

/** The most objects and lists of a response: hundreds for each product of the longest page. */
export const MAX_INNER = 500_000;

/** A shorter credential may be part of an ordinary value. */
const LEAST_CREDENTIAL = 12;

const secretNames = new Set(["productsecret", "sessionkey", "devicesecret"]);

/** The one way in for everything that a platform, or a proxy before it, sends. */
export function admit({ text, headers }: HttpResponse, { secrets, credentials }: Sent): Admitted {
  const isTooRich = occurrences(text, "{") + occurrences(text, "[") > MAX_INNER;
  const json = isTooRich ? undefined : parseJson(text);
  const repeated = json === undefined ? undefined : repeatedName(text, json);
  const dropped = dropSecrets(json);
  const texts = dropped.flatMap(({ value }) => (typeof value === "string" ? value : []));
  const show = presenter(secrets, texts);
  const quoted = credentials.filter((each) => each.length >= LEAST_CREDENTIAL && text.includes(each));
  return {
    json,
    isTooRich,
    repeated,
    headers: shown(headers, show),
    show,
    quotesCredential: (part) => quoted.length > 0 && holdsText(part, quoted),
    dropped: (holder, name) => dropped.find((each) => each.holder === holder && each.name === name)?.value,
  };
}

function occurrences(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

/** Headers, each made fit for a message when it is read: a response has many, and most are never shown. */
const shown = (headers: Admitted["headers"], show: Show): Admitted["headers"] =>
  new Proxy(headers, {
    get: (all, name) => (typeof name === "string" && Object.hasOwn(all, name) ? show(all[name] as string) : undefined),
  });

/**
 * Deletes every secret from freshly parsed JSON, at any depth, and returns them. Platforms send some without
 * a request for them; no other code can hold one by accident.
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
 * Visits every member of every object and the texts in every list, each once; `visit` says whether to go on into the value. A
 * list instead of recursion, because a response may be nested deeper than the stack.
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
