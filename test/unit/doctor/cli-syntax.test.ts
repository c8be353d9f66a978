import { type Body, CliSyntaxError, readCliSyntax } from "../../../src/doctor/cli-syntax";

/** Maps as plain objects, to compare. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? Object.fromEntries([...value].map(([name, each]) => [name, plain(each)])) : value;
};
const read = (text: string) => plain(readCliSyntax(text) as Body);

test("blocks, labels, strings, lists and comments are read", () => {
  const text = `
    # one comment // and more
    plugin_cache_dir = "$HOME/.cache" // another
    disable_checkpoint = true
    /* a third
       provider_installation { direct {} } */
    credentials "app.terraform.io" { token = "x # no comment { } \\" y" }
    provider_installation {
      filesystem_mirror {
        path    = "C:\\\\mirror"
        include = ["example.com/*/*", "*/*",]
      }
      direct {}
      direct { exclude = [] }
    }`;
  expect(read(text)).toEqual({
    plugin_cache_dir: ["$HOME/.cache"],
    disable_checkpoint: ["true"],
    credentials: [{ token: ['x # no comment { } " y'] }],
    provider_installation: [
      {
        filesystem_mirror: [{ path: ["C:\\mirror"], include: [["example.com/*/*", "*/*"]] }],
        direct: [{}, { exclude: [[]] }],
      },
    ],
  });
});

test("names may be quoted, on Windows lines end in two signs, and an empty file is one", () => {
  expect(read('dev_overrides {\r\n  "a/b/c" = "/d"\r\n}\r\n')).toEqual({ dev_overrides: [{ "a/b/c": ["/d"] }] });
  expect(read("")).toEqual({});
  expect(read("\uFEFF# nothing\n")).toEqual({});
});

test("heredocs are texts, whatever stands in them", () => {
  expect(read('a = <<EOT\nx { "y\n EOT2\nEOT\nb = [<<-E\n  z\r\n  E\n]\n')).toEqual({
    a: ['x { "y\n EOT2\n'],
    b: [["  z\r\n"]],
  });
});

test("the same as JSON is the same", () => {
  const json = { provider_installation: [{ direct: [{ exclude: ["a/*/*"] }], filesystem_mirror: { path: "/m" } }] };
  expect(read(JSON.stringify(json))).toEqual({
    provider_installation: [{ direct: [{ exclude: [["a/*/*"]] }], filesystem_mirror: [{ path: ["/m"] }] }],
  });
});

test.each([
  ["a {\n b = ", "it ends too early"],
  ["a {", "it ends too early"],
  ["a = [", "it ends too early"],
  ["a = 1\n}", "line 2 is not understood"],
  ["a\n= = canary", "line 2 is not understood"],
  ['x = 1\na = "canary', "line 2 is not understood"],
  ["/* canary", "line 1 is not understood"],
  ["a = <<EOT\ncanary { }", "line 1 is not understood"],
  ['{"a": canary}', "it is not JSON"],
])("%j is refused without being quoted", (text, reason) => {
  const refused = () => readCliSyntax(text);
  expect(refused).toThrow(CliSyntaxError);
  expect(refused).toThrow(reason);
});

test("names that objects have by nature are names like others", () => {
  expect([...readCliSyntax("__proto__ = 1\nconstructor {}").keys()]).toEqual(["__proto__", "constructor"]);
});

test("nesting deeper than any configuration, and long texts, are no trouble", () => {
  const deep = `${"a {".repeat(2000)}${"}".repeat(2000)}`;
  expect(readCliSyntax(deep).size).toBe(1);
  expect(readCliSyntax(`a = "${"x".repeat(1_000_000)}"`).size).toBe(1);
});
