/** What must be the same in both languages, with any words around it. */
export interface Facts {
  /** code spans, numbers and targets of links, sorted */
  readonly must: readonly string[];
  /** how many more 2 the twin may have: "both" is 两 in some sentences and has no word of its own in others */
  readonly pairs: number;
}

// Neither "one" nor 一, which are articles too often.
const english: Readonly<Record<string, number>> = {
  ...{ two: 2, twice: 2, three: 3, four: 4, quarter: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ hundred: 100, hundreds: 100, thousand: 1000, thousands: 1000 },
  // Months are numbers in Chinese. May is another word, mostly.
  ...{ january: 1, february: 2, march: 3, april: 4, june: 6, july: 7 },
  ...{ august: 8, september: 9, october: 10, november: 11, december: 12 },
};
const chinese: Readonly<Record<string, number>> = {
  ...{ 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 百: 100, 千: 1000 },
};

const codeSpan = /(`+).+?\1/g;
const link = /\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g;

/** What is compared as it is, and the text without it. */
function split(text: string): { exact: string[]; rest: string } {
  const exact: string[] = [];
  const take = (found: string) => {
    exact.push(found);
    return " ";
  };
  const rest = text
    .replace(codeSpan, take)
    .replace(link, (_, target, source) => take(`link to ${target ?? source}`))
    .replace(/^ *\d+\. /, "");
  return { exact, rest };
}

const factsOf = (text: string, spelled: RegExp, numbers: Readonly<Record<string, number>>): string[] => {
  const { exact, rest } = split(text);
  const words = [...rest.toLowerCase().matchAll(spelled)].flatMap(([word]) => numbers[word] ?? []);
  return [...exact, ...(rest.match(/\d+(?:[.,]\d+)*/g) ?? []), ...words.map(String)].sort();
};

export const factsOfEnglish = (text: string): Facts => ({
  must: factsOf(text, /[a-z]+/g, english),
  pairs: text.match(/\b(both|either|neither)\b/gi)?.length ?? 0,
});

/** 第二 is a place in an order: "second" is that as well, and a unit. */
export const factsOfChinese = (text: string): Facts => ({
  must: factsOf(text, /(?<!第)\p{Script=Han}/gu, chinese),
  pairs: 0,
});

/** Names with several capitals are the same in every language: SARIF, OpenTofu, GitHub. */
export const namesIn = (text: string): string[] => {
  const words = split(text).rest.match(/[A-Za-z][A-Za-z0-9]*/g) ?? [];
  return [...new Set(words.map((word) => word.replace(/(?<=[A-Z])s$/, "")))].filter((word) =>
    /[A-Z].*[A-Z]/.test(word),
  );
};

/** The sentences, without code and links. */
export const proseIn = (text: string): string => split(text).rest;
