import { shortened } from "../../../schema/foreign-text";
import { piecesOf } from "../pieces";
import { formatted } from "../status";

/** Longer texts are cut: a search still finds all of them. */
const LONGEST = 1000;

type Attributes = Readonly<Record<string, string | undefined>>;

/** A new element. Text becomes text: nothing here or elsewhere on the page reads markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Text from outside: a direction of its own, and names for the characters in it that cannot be seen. */
export const foreign = (text: string, attributes: Attributes = {}): HTMLElement =>
  make(
    "bdi",
    attributes,
    ...piecesOf(shortened(text, LONGEST)).map(({ text, isName }) =>
      isName ? make("code", { class: "invisible" }, text) : text,
    ),
    ...(text.length > LONGEST ? [`… (${formatted(text.length)} characters)`] : []),
  );

/** An element of the page's markup. */
export const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;

/** The value of a block of data. */
export const dataOf = <T>(id: string): T | undefined => {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
};
