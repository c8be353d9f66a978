import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { artefacts, printAll } from "../../../src/bootstrap/artefacts";
import { check } from "../../../src/bootstrap/check";
import { readMark } from "../../../src/bootstrap/mark";
import { newDirectory } from "../../support/directory";
import { inventoryOf, odd, oddNames } from "../../support/inventories";

const directory = newDirectory();

const files = Object.fromEntries(Object.keys(artefacts).map((name) => [name, join(directory, `${name}.tfvars.json`)]));
const print = (...names: (string | null)[]) =>
  printAll(files, inventoryOf(names.map((name, index) => odd(`key${index}`, name))), () => {});
const texts = print(...oddNames).map(({ artefact, text }): [string, string] => [artefact, text]);
const file = join(directory, "file");

test.each(texts)("%s: what was written is current, also with the line ends of Windows", (_, text) => {
  writeFileSync(file, text);
  expect(check(file, text)).toEqual({ status: "current" });
  writeFileSync(file, text.replaceAll("\n", "\r\n"));
  expect(check(file, text)).toEqual({ status: "current" });
});

test.each(texts)("%s: the same facts twice are the same bytes", (artefact, text) => {
  expect(
    print(...oddNames)
      .filter((wanted) => wanted.artefact === artefact)
      .map(({ text }) => text),
  ).toContain(text);
  expect(text).not.toMatch(/\r/);
  expect(text.endsWith("\n")).toBe(true);
});

test.each(texts)("%s: what was edited is told from what is no longer true", (_, text) => {
  writeFileSync(file, text.startsWith("{") ? text.replace(/^\{/, '{ "edited": 1,') : `${text}edited\n`);
  const { status, note, diff } = check(file, text);
  expect({ status, note }).toEqual({
    status: "stale",
    note: "the facts are the same, but the file was edited or reformatted since it was written",
  });
  expect(diff?.join("\n")).toContain("edited");
});

test.each(texts)("%s: in the form of another version nobody can tell an edit, and that is said", (_, text) => {
  writeFileSync(file, text.replace(/("form": ?)2/, "$13").replace("Device", "Gateway"));
  expect(check(file, text)).toEqual({
    status: "stale",
    note: expect.stringMatching(
      /^written in the form of another version of cdktf-connect \(3; this one writes 2\), .*: write it again$/,
    ),
    diff: expect.arrayContaining([expect.stringMatching(/^-.*"form": ?3/)]),
  });
});

test("a change is shown as lines, not more than can be read, and how many there are is said", () => {
  const [before, after] = [print("a", "b"), print("a", "c")].map((printed) => printed[0]?.text ?? "");
  writeFileSync(file, before as string);
  const { status, note, diff } = check(file, after as string);
  expect({ status, note }).toEqual({ status: "stale", note: undefined });
  expect(diff).toContain(
    '-export const b_key1 = {"productKey":"key1","productName":"b","modelId":"b","productType":"Device","defaultValidDay":null,"maxValidDay":1095} as const;',
  );
  const many = print(...Array.from({ length: 100 }, (_, index) => `Meter ${index}`))[0]?.text as string;
  const large = check(file, many).diff as string[];
  expect(large).toHaveLength(61);
  expect(large.at(-1)).toMatch(/^… \d+ more lines; the first 60 are shown$/);
});

test("another version's file with other facts is no longer true", () => {
  const [before, after] = [print("a"), print("b")].map((printed) => printed[0]?.text ?? "");
  writeFileSync(file, (before as string).replace('"form":2', '"form":0'));
  expect(check(file, after as string)).toMatchObject({
    status: "stale",
    note: expect.stringContaining("another version"),
  });
});

test("a file that is not there is missing", () => {
  expect(check(join(directory, "nothing"), "x")).toEqual({ status: "missing" });
});

test("a terminal sees no control character of an edited file", () => {
  const [text = ""] = print("a").map(({ text }) => text);
  writeFileSync(file, `${text}\u001b[2J\u009b\u202e\n`);
  expect(check(file, text).diff?.join("")).toContain("<U+001B>[2J<U+009B><U+202E>");
});

test("a file of which only the digest differs shows it", () => {
  const [text = ""] = print("a").map(({ text }) => text);
  writeFileSync(file, text.replace(/"[0-9a-f]{64}"/, `"${"0".repeat(64)}"`));
  expect(check(file, text).diff?.join("\n")).toContain(`-// {"facts":"${"0".repeat(64)}"`);
});

test("what differs at the end of a long line is seen", () => {
  const text = (maxValidDay: number) =>
    printAll(files, inventoryOf([{ ...odd("key", "名".repeat(128)), maxValidDay }]), () => {})[0]?.text ?? "";
  writeFileSync(file, text(730));
  expect(check(file, text(731)).diff?.join("\n")).toMatch(/^-.*"maxValidDay":730\b.*\n\+.*"maxValidDay":731\b/m);
});

test("an escape that became the sign it stands for is seen", () => {
  const [text = ""] = print("a\u202eb").map(({ text }) => text);
  writeFileSync(file, text.replaceAll("\\u202e", "\u202e"));
  const { diff = [] } = check(file, text);
  const changed = diff.filter((line) => /^[-+]/.test(line)).map((line) => line.slice(1));
  expect(changed.length).toBeGreaterThan(0);
  expect(new Set(changed).size).toBe(changed.length);
});

test.each([
  "",
  "{}",
  "[1]",
  "null",
  "# Generated by cdktf-connect bootstrap\n",
  "# Generated by cdktf-connect bootstrap\n# more\n",
  "my own\n// Generated by cdktf-connect bootstrap. Do not edit.\n// {}\n",
  "// Generated by cdktf-connect bootstrap. Do not edit.\n// {broken\n",
  '{"//":"Generated by cdktf-connect bootstrap"}',
  '{"//":{"note":"mine","form":1}}',
  '{"//":null}',
])("%j is nobody's but its author's", (text) => {
  expect(readMark(text)).toBeUndefined();
});
