import { Fn, Lazy, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { noteText } from "../../../src/constructs/template-guard";

const name = '${file("/etc/hostname")} %{if true}x%{endif} $${y}';
const plain = '$${file("/etc/hostname")} %%{if true}x%%{endif} $$${y}';

function stackWith(build: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "s");
  build(stack);
  noteText(name);
  return stack;
}
const outputs = (stack: TerraformStack) => {
  const { output } = stack.toTerraform() as { output: Record<string, { value: unknown; description?: string }> };
  return Object.fromEntries(Object.entries(output).map(([id, { value }]) => [id, value]));
};
const warnings = (stack: TerraformStack): string[] => {
  stack.runAllValidations();
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => /warn/.test(type)).map(({ data }) => `${node.path}: ${data}`),
    );
};

test("a platform's text is no template, wherever a stack holds it", () => {
  const stack = stackWith((scope) => {
    const variable = new TerraformVariable(scope, "variable", { type: "string" });
    new TerraformOutput(scope, "text", { value: `For ${name} and ${variable.value}` });
    new TerraformOutput(scope, "map", { value: { [name]: [name, { a: name }] } });
    new TerraformOutput(scope, "lazy", { value: Lazy.stringValue({ produce: () => `lazy ${name}` }) });
    new TerraformOutput(scope, "token", { value: Token.asString(name) });
    new TerraformOutput(scope, "override", { value: 1 }).addOverride("value", name);
    scope.addOverride("output.stack.value", name);
  });
  expect(outputs(stack)).toEqual({
    text: `For ${plain} and \${var.variable}`,
    map: { [plain]: [plain, { a: plain }] },
    lazy: `lazy ${plain}`,
    token: plain,
    override: plain,
    stack: plain,
  });
  expect(outputs(stack)).toEqual(outputs(stack));
  expect(warnings(stack)).toEqual([]);
});

test("in the arguments of functions the directives are escaped, which the library leaves", () => {
  noteText("%{if true}y%{endif} ${path.cwd}");
  const stack = stackWith((scope) => {
    new TerraformOutput(scope, "upper", { value: Fn.upper("%{if true}y%{endif} ${path.cwd}") });
  });
  expect(outputs(stack)).toEqual({ upper: '${upper("%%{if true}y%%{endif} $${path.cwd}")}' });
});

test("what Terraform's JSON takes as it is stays as it is; HCL escapes everywhere", () => {
  const stack = stackWith((scope) => {
    new TerraformVariable(scope, "v", { type: "string", default: name, description: name });
    new TerraformOutput(scope, "o", { value: 1, description: name });
    new TerraformLocal(scope, "l", { x: name });
  });
  expect(stack.toTerraform()).toMatchObject({
    variable: { v: { default: name, description: name } },
    output: { o: { description: name } },
    locals: { l: { x: plain } },
  });
  const { hcl } = stack.toHclTerraform() as { hcl: string };
  expect(hcl.match(/file\(/g)).toHaveLength(4);
  expect(hcl.match(/\$\$\{file\(/g)).toHaveLength(4);
});

test("a template that is not known again is warned about, with construct and attribute", () => {
  const stack = stackWith((scope) => {
    new TerraformOutput(scope, "changed", { value: { label: name.replace("file", "filebase64") } });
    new TerraformOutput(scope, "fine", { value: name });
  });
  expect(warnings(stack)).toEqual([
    expect.stringMatching(/^s\/changed: output\.changed\.value\.label contains the template .*filebase64/),
  ]);
});

test("a text that looks like a token of the library is not handed out", () => {
  expect(() => noteText("${TfToken[TOKEN.0]}")).toThrow(/looks like a token/);
});

test.each([
  ["a list", '[file("x")]'],
  ["an object", '{ a = file("x") }'],
  ["quoted code", '"${file("x")}"'],
  ["the end of a quoted text", 'a" == "" ? "" : file("x") == "b'],
  ["several lines", 'a\nEOF\n}\noutput "b" {\n  value = file("x")'],
  ["backslashes", 'a \\" b \\'],
])("%s is text in HCL, too", (_, text) => {
  noteText(text);
  const stack = new TerraformStack(Testing.app(), "s");
  new TerraformOutput(stack, "alone", { value: text });
  new TerraformOutput(stack, "inside", { value: `x ${text}` });
  new TerraformOutput(stack, "nested", { value: { a: [text] } });
  const { hcl } = stack.toHclTerraform() as { hcl: string };
  expect(hcl).toContain(
    JSON.stringify(text)
      .slice(1, -1)
      .replace("${", () => "$${"),
  );
  // Without its quoted texts, no line of the HCL calls anything.
  expect(hcl.replace(/"(?:[^"\\$]|\\.|\$\$|\$\{""\})*"/g, "text")).not.toContain("file(");
});
