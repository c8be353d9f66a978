import { harmless } from "../../schema/foreign-text";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element on lines of its own; `content` is XML. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const start = [name, ...written.map(([key, value]) => `${key}="${xmlText(String(value))}"`)].join(" ");
  return content === "" ? `<${start}/>\n` : `<${start}>\n${content}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Text as XML: what XML 1.0 cannot carry at all, not even escaped, is replaced. */
export const xmlText = (text: string): string =>
  harmless(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"\n]/g, (character) => entities[character] as string);
