import { languageOf, localeIn, namesOf } from "../../../../src/bootstrap/page/names";

test("each different name is there once, with the locales that use it, the default name first", () => {
  const localizedNames = { en_US: "Meter", ja_JP: "メーター", zh_CN: "电表", zh_TW: "电表" };
  expect(namesOf({ productName: "Meter", localizedNames })).toEqual([
    { text: "Meter", locales: ["en_US"] },
    { text: "メーター", locales: ["ja_JP"] },
    { text: "电表", locales: ["zh_CN", "zh_TW"] },
  ]);
});

test.each([
  [null, null],
  ["", {}],
  ["  ", { zh_CN: "", en_US: " " }],
])("a product called %j, and %j by locale, has no name", (productName, localizedNames) => {
  expect(namesOf({ productName, localizedNames })).toEqual([]);
});

test("without a default name, those of locales are left", () => {
  expect(namesOf({ productName: null, localizedNames: { zh_CN: "电表" } })).toEqual([
    { text: "电表", locales: ["zh_CN"] },
  ]);
});

test("no name of a locale is confused with a member of objects", () => {
  const localizedNames = JSON.parse('{"__proto__":"a","constructor":"b"}');
  expect(namesOf({ productName: "toString", localizedNames }).map(({ locales }) => locales)).toEqual([
    [],
    ["__proto__"],
    ["constructor"],
  ]);
});

test.each([
  ["zh_CN", "zh-CN"],
  ["en", "en"],
  ["zh_hant_tw", "zh-Hant-TW"],
  ["", undefined],
  ["not a locale", undefined],
  ['"><b>', undefined],
  [undefined, undefined],
])("the language of the locale %j is %j", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test("the locale of a name that differs is read from its attribute", () => {
  expect(localeIn('localizedNames["zh_CN"]')).toBe("zh_CN");
  for (const attribute of ["productName", "localizedNames", 'productTags["zh_CN"]'])
    expect(localeIn(attribute)).toBeUndefined();
});
