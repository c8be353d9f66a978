// What XML 1.0 cannot carry even as a reference.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

const escaped = (text: string): string =>
  text.replace(forbidden, "\uFFFD").replace(/[&<>\r]/g, (sign) => references[sign] ?? sign);

// Names come from seeds, where a field may be called anything.
const isName = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(text);

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join("");
  return `<${name}>${typeof value === "object" ? children(value) : escaped(String(value))}</${name}>`;
}

const children = (value: object): string =>
  Object.entries(value)
    .filter(([name]) => isName(name))
    .map(([name, child]) => element(name, child))
    .join("");

/** Writes a value as the service writes XML: an element per field, a list as its element repeated, null not at all. */
export const xmlDocument = (root: string, value: object): string =>
  `<?xml version='1.0' encoding='UTF-8'?>${element(root, value)}`;
