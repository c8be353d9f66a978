import { factsOfChinese, factsOfEnglish, namesIn, proseIn } from "./facts";
import { cellsOf, type Part, partsOf } from "./parts";

export interface Page {
  readonly name: string;
  readonly text: string;
}

/** What of `these` is not in `those`, where the same may be there several times. */
function missing(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A name in any case, and in the plural: the id of a request is 请求的 ID. */
const spelled = (name: string) => new RegExp(`\\b${name}s?\\b`, "i");

/** What one cell, paragraph or heading says otherwise than its twin. */
function otherFacts(english: string, chinese: string): string[] {
  const [one, other] = [factsOfEnglish(english), factsOfChinese(chinese)];
  const lacks = missing(one.must, other.must);
  const adds = missing(other.must, one.must);
  for (let pairs = one.pairs; pairs > 0 && adds.includes("2"); pairs--) adds.splice(adds.indexOf("2"), 1);
  const untranslated = /[a-z]{2,}( [a-z]{2,}){2}/i.test(proseIn(english)) && !/\p{Script=Han}/u.test(chinese);
  return [
    ...[...lacks, ...missing(namesIn(english), namesIn(chinese))].map((fact) => `lacks ${fact}`),
    ...[...adds, ...namesIn(chinese).filter((name) => !spelled(name).test(english))].map(
      (fact) => `has ${fact} in addition`,
    ),
    ...(untranslated ? ["is not translated"] : []),
  ];
}

function compareParts(english: Part, chinese: Part): string[] {
  if (english.kind === "block")
    return english.text === chinese.text ? [] : ["is another block of code (copy that of the English page)"];
  const [these, those] = [english, chinese].map(({ kind, text }) => (kind.startsWith("row") ? cellsOf(text) : [text]));
  return (these as string[]).flatMap((text, index) => otherFacts(text, (those as string[])[index] as string));
}

/** One entry for each part in which the pages differ. Links of the English page lead where those of its twin have to. */
export function differences(english: Page, chinese: Page): string[] {
  const [these, those] = [partsOf(english.text), partsOf(chinese.text)];
  const where = (page: Page, part: Part | undefined) =>
    part === undefined ? `the end of ${page.name}` : `${page.name}:${part.line} (${part.kind})`;
  const at = these.findIndex(({ kind }, index) => kind !== those[index]?.kind);
  const order = at >= 0 ? at : these.length;
  const shape =
    at < 0 && these.length === those.length
      ? []
      : [`${where(chinese, those[order])} stands where ${where(english, these[order])} is: add or remove one`];
  const facts = these.slice(0, order).flatMap((part, index) => {
    const twin = those[index] as Part;
    const found = compareParts(part, twin);
    if (found.length === 0) return [];
    return [`${where(chinese, twin)} ${found.join(", ")}: ${twin.text}\n  ${where(english, part)}: ${part.text}`];
  });
  return [...facts, ...shape];
}
