import { presenter } from "../../../src/platforms/redact";

const token = "Tok3n/of+a=session_0123456789abcdefABCDEF";
const show = presenter([token, "sk"]);
const base64 = (before: string) => Buffer.from(`${before}${token}`).toString("base64");

test.each([
  ["as it is", token],
  ["in other case", token.toUpperCase()],
  ["percent-encoded", encodeURIComponent(token)],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(token))],
  ["in base64", base64("")],
  ["behind a user name, in base64", base64("u")],
  ["behind another, in base64", base64("me")],
  ["behind a longer one, in base64", base64("user:")],
  ["in base64 for URLs", Buffer.from(token).toString("base64url")],
  ["in hexadecimal digits", Buffer.from(token).toString("hex")],
  ["cut", token.slice(0, 20)],
  ["without its beginning", token.slice(15)],
  ["over two lines", `${token.slice(0, 20)}\n${token.slice(20)}`],
])("a secret is hidden %s", (_, quoted) => {
  for (const text of [quoted, `x=${quoted}&y`, `a${quoted}b`, `${"z".repeat(150)}${quoted}`]) {
    const shown = show(text);
    expect(shown).toContain("(hidden)");
    const length = 14;
    for (let at = 0; at + length <= quoted.length; at++)
      expect(shown.toLowerCase()).not.toContain(quoted.slice(at, at + length).toLowerCase());
  }
});

test("a short secret is hidden where it stands alone, and no word loses a letter", () => {
  expect(show("ask sk or sk: task SK")).toBe("ask (hidden) or (hidden): task (hidden)");
  expect(presenter(["a", ""])("a block may say otherwise")).toBe("a block may say otherwise");
  expect(presenter(["k+y"])("k+y k%2By k%252By")).toBe("(hidden) (hidden) (hidden)");
  expect(presenter(["password"])("my-password1")).toBe("my-(hidden)1");
});

test("what is shown is one line, harmless and not long", () => {
  expect(presenter([])(" a\n\tb\u0007c\u202e ##vso[x] ")).toBe("a b\\u0007c\\u202e #\\u0023vso[x]");
  expect(presenter([])("x".repeat(3_000))).toBe(`${"x".repeat(200)}…`);
  expect(presenter([])("x".repeat(3_000), 80)).toHaveLength(81);
});

test("a secret at the end of what is looked through does not show in part", () => {
  const shown = show(`${"y ".repeat(2_040)}${token}`, 4_096);
  expect(shown).not.toContain("tok3n/of+a=s");
  expect(show(token.repeat(500), 4_000)).not.toMatch(/tok3n/i);
});

test("secrets that came with an answer are hidden as they are, thousands of them", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `product-secret-${index}-${"abcdef".repeat(5)}`);
  expect(presenter([], many)(`it was ${many[1_234]}!`)).toBe("it was (hidden)!");
});
