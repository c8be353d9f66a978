import {
  remember,
  templateIn,
  withoutForeign,
  withoutForeignDirectives,
} from "../../../src/constructs/foreign-templates";

const name = '${file("/etc/hostname")} %{if true}x%{endif} $${literal}';
const escaped = '$${file("/etc/hostname")} %%{if true}x%%{endif} $$${literal}';
for (const text of [name, "{path.cwd}", "costs 5 $"]) remember(text);

test.each([
  ["as it was read", name, escaped],
  ["inside another text", `A ${name} B`, `A ${escaped} B`],
  ["in other case", name.toUpperCase(), escaped.toUpperCase()],
  ["cut", name.slice(0, 20), `$${name.slice(0, 20)}`],
  ["without its spaces", name.replaceAll(" ", ""), escaped.replaceAll(" ", "")],
  ["behind a dollar of the author's", "Cost: ${path.cwd}", "Cost: $${path.cwd}"],
  ["escaped already", escaped, escaped],
  ["escaped by the author", '$${file("/etc/hostname")}', '$${file("/etc/hostname")}'],
])("a platform's text %s is plain text", (_, text, plain) => {
  expect(withoutForeign(text)).toBe(plain);
  expect(withoutForeign(plain)).toBe(plain);
  expect(templateIn(plain)).toBeUndefined();
});

test.each(["${var.own} ${TfToken[TOKEN.3]}", "$${own}", "no template $ { % {", "$5 {x}"])(
  "what the author wrote stays: %s",
  (text) => expect(withoutForeign(text)).toBe(text),
);

test("a template that is left is found, a token or an escaped one is none", () => {
  expect(templateIn('a ${filebase64("/etc/hostname")} b')).toBe('${filebase64("/etc/hostname")}');
  expect(templateIn("%{ for x in {a=1} }y%{ endfor }")).toBe("%{ for x in {a=1} }");
  expect(templateIn("${open")).toBe("${open");
  for (const text of ["${TfToken[TOKEN.3]}", "$${a}", "%%{a}", "{a}", "$ {a}"])
    expect(templateIn(text)).toBeUndefined();
});

test("of directives alone, the platform's are escaped", () => {
  expect(withoutForeignDirectives('${upper("%{if true}x%{endif} %{own}")}')).toBe(
    '${upper("%%{if true}x%%{endif} %{own}")}',
  );
});
