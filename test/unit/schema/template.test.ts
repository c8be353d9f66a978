import { stackTemplateOf, templateOf } from "../../../src/schema/template";

test.each([
  ["plain $5 50% {x} $ { %", "plain $5 50% {x} $ { %"],
  ["${a}", "$${a}"],
  ["%{if a}", "%%{if a}"],
  ["$${a} %%{b}", "$$${a} %%%{b}"],
  ["a${", "a$${"],
])("%s is written as %s", (text, template) => {
  expect(templateOf(text)).toBe(template);
  expect(stackTemplateOf(text)).toBe(template);
});

test("nothing is left that CDKTF takes for a token", () => {
  expect(stackTemplateOf("a ${TfToken[TOKEN.1]} $$${TfToken[x")).toBe('a ${"$"}{TfToken[TOKEN.1]} ${"$$$"}{TfToken[x');
});

/** The value of a template made by `stackTemplateOf`, as Terraform would find it. */
const textOf = (template: string): string =>
  template.replace(/(?<!\$)\$\{"(\$+)"\}(?=\{TfToken\[)|([$%])\2(?=\{)/g, "$1$2");

test("every text comes back from its template", () => {
  const parts = ["$", "%", "{", "}", "TfToken[", '"', '${"$"}', "x", "]"];
  let seed = 5;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let count = 0; count < 20_000; count++) {
    const text = Array.from({ length: next(9) }, () => parts[next(parts.length)]).join("");
    expect(textOf(stackTemplateOf(text))).toBe(text);
    expect(stackTemplateOf(text)).not.toContain("${TfToken[");
  }
});
