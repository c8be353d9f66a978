import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ArtefactName, artefacts, printAll } from "../../../src/bootstrap/artefacts";
import { check } from "../../../src/bootstrap/check";
import { newDirectory } from "../../support/directory";
import { inventoryOf, odd, oddNames } from "../../support/inventories";
import { rejection } from "../../support/loopback-server";

// What other people's checkouts, editors and formatters make of files that bootstrap wrote.

const directory = newDirectory();
const file = join(directory, "file");
const files = Object.fromEntries(Object.keys(artefacts).map((name) => [name, join(directory, `${name}.tfvars.json`)]));
const inventory = inventoryOf(oddNames.map((name, index) => odd(`key${index}`, name)));
const written = printAll(files, inventory, () => {}).map(({ artefact, text }): [ArtefactName, string] => [
  artefact,
  text,
]);
const sorted = (_: string, value: unknown) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value;

const outside = (strings: RegExp, change: (code: string) => string) => (text: string) =>
  text
    .split(strings)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
const withoutMark = (text: string, change: (rest: string) => string) => {
  const [first = "", second = "", ...rest] = text.split("\n");
  return `${first}\n${second}\n${change(rest.join("\n"))}`;
};
const literals = /("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\/\/[^\n]*|\/\*.*?\*\/|#[^\n]*)/;

const single = (literal: string) => (/^"[^"'\\]*"$/.test(literal) ? `'${literal.slice(1, -1)}'` : literal);

/** What formatters do: each changes some artefacts and leaves the others alone. */
const formatters: readonly [string, (text: string, artefact: ArtefactName) => string][] = [
  ["a byte order mark", (text) => `\ufeff${text}`],
  ["the line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
  ["tabs", (text) => withoutMark(text, (rest) => rest.replace(/^( {2})+/gm, (run) => "\t".repeat(run.length / 2)))],
  ["no line end at the end", (text) => text.trimEnd()],
  [
    "JSON on one line, its members in another order",
    (text) => (text.startsWith("{") ? JSON.stringify(JSON.parse(text), sorted) : text),
  ],
  [
    "no semicolons",
    (text, artefact) =>
      artefact === "typescript"
        ? withoutMark(
            text,
            outside(literals, (code) => code.replaceAll(";", "")),
          )
        : text,
  ],
  [
    "single quotes",
    (text, artefact) =>
      artefact === "typescript" ? withoutMark(text, (rest) => rest.split(literals).map(single).join("")) : text,
  ],
  [
    "one member on each line",
    (text, artefact) =>
      artefact === "typescript"
        ? withoutMark(
            text,
            outside(literals, (code) => code.replaceAll(",", ",\n  ")),
          )
        : text,
  ],
  [
    "a table in columns",
    (text, artefact) =>
      artefact === "markdown" ? text.replaceAll("| --- ", "| ------------ ").replaceAll(" |", "      |") : text,
  ],
  [
    "the alignment of terraform fmt undone",
    (text, artefact) => (artefact === "hcl" ? text.replace(/ +=/g, "=") : text),
  ],
];

describe.each(formatters)("%s", (_, format) => {
  test.each(written)("%s is current", (artefact, text) => {
    writeFileSync(file, format(text, artefact));
    expect(check(file, text).status).toBe("current");
    expect(check(file, text).diff).toBeUndefined();
  });

  test.each(written)("%s is stale when a fact is edited as well", (artefact, text) => {
    const edited = text.replace(/key0(?!.*key0)/s, "keyX").replace("map(object(", "list(object(");
    expect(edited).not.toBe(text);
    writeFileSync(file, format(edited, artefact));
    expect(check(file, text).status).toBe("stale");
  });
});

test("a formatted file says so", () => {
  const [, text] = written.find(([artefact]) => artefact === "expectations") as [ArtefactName, string];
  writeFileSync(file, JSON.stringify(JSON.parse(text)));
  expect(check(file, text)).toEqual({ status: "current", note: "reformatted, same facts" });
});

test("a check without the options that the file was written with is no comparison", async () => {
  const gateways = { products: { where: { productType: "Gateway" } } };
  const [{ text = "" } = {}] = printAll({ markdown: file }, inventoryOf([], { query: gateways }), () => {});
  const [{ text: others = "" } = {}] = printAll({ markdown: file }, inventoryOf([]), () => {});
  writeFileSync(file, text);
  expect(await rejection((async () => check(file, others))())).toMatchObject({
    code: "query-differs",
    reason: `${file} was written with --where '{"productType":"Gateway"}', and is checked with neither --where nor --expression.`,
  });
});
