import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../../src/lookup/entry";
import { printLock, readLock, updateLock } from "../../../src/lookup/lock-file";
import { keyOf } from "../../../src/lookup/query";
import { record, writeRecorded } from "../../../src/lookup/record";
import { newDirectory } from "../../support/directory";
import { entry, product } from "../../support/recorded";

let directory: string;
let file: string;
beforeEach(() => {
  directory = newDirectory();
  file = join(directory, "connect.lock.json");
});

const text = () => readFileSync(file, "utf8");
const entriesOf = (...entries: Entry[]) => new Map(entries.map((one) => [keyOf(one.origin, one.query), one]));
const put = (...entries: Entry[]) => updateLock(file, (before) => new Map([...before, ...entriesOf(...entries)]));
const values = () => [...readLock(file).values()].map(({ value }) => value);

test("what is written is read again as it was, whatever the type", () => {
  const all = entry("a", {
    localizedNames: { zh_CN: "电表", __proto__x: "" },
    maxValidDay: 3,
    biDirectionalAuth: true,
  });
  const list = { ...all, query: { products: { where: { modelId: "M" } } }, value: [product("b"), product("a")] };
  put(all, { ...all, query: { product: "gone" }, value: null }, list);
  expect([...readLock(file).values()]).toEqual([all, { ...all, query: { product: "gone" }, value: null }, list]);
});

test("the same facts are the same bytes, in whatever order they came", () => {
  const [a, b, c] = [entry("a"), entry("b"), entry("a", {}, "o2")];
  const turned = { ...b, value: Object.fromEntries(Object.entries(b.value as object).reverse()) as never };
  expect(printLock(entriesOf(a, b, c))).toBe(printLock(entriesOf(c, turned, a)));
  expect(printLock(entriesOf(a)).endsWith("]\n}\n")).toBe(true);
});

test("one key in two organizations is two entries", () => {
  put(entry("a", { modelId: "M1" }), entry("a", { modelId: "M2" }, "o2"));
  expect(values().map((value) => (value as { modelId: string }).modelId)).toEqual(["M1", "M2"]);
});

test("an unchanged value keeps its time, a changed one does not, and one that was too old is renewed", () => {
  put(entry("a"), entry("b"), entry("c"));
  const later = (one: Entry) => ({ ...one, fetchedAt: "2026-02-02T00:00:00.000Z" });
  record(file, later(entry("a")), false);
  record(file, later(entry("b", { modelId: "new" })), false);
  record(file, later(entry("c")), true);
  writeRecorded();
  expect([...readLock(file).values()].map(({ fetchedAt }) => fetchedAt.slice(5, 7))).toEqual(["01", "02", "02"]);
});

test("what a killed writer left behind hinders nobody", () => {
  const left = `${file}.writing`;
  mkdirSync(left);
  writeFileSync(join(left, "new"), "{ half");
  utimesSync(left, 0, 0);
  put(entry("a"));
  expect(readLock(file).size).toBe(1);
  expect(existsSync(left)).toBe(false);
});

test("nothing is written when nothing changed", () => {
  put(entry("a"));
  utimesSync(file, 1, 1);
  put(entry("a"));
  expect(readFileSync(file).length).toBeGreaterThan(0);
  expect(require("node:fs").statSync(file).mtimeMs).toBe(1000);
});

test.each([
  ["no JSON", "{", /connect\.lock\.json: .*JSON/],
  ["an empty file", "", /connect\.lock\.json: .*JSON/],
  ["another kind of JSON", "null", /version: expected 1, found nothing/],
  ["a newer format", '{"version":2,"entries":[]}', /newer cdktf-connect \(format 2; this one reads 1\)\. Upgrade/],
  ["marks of a merge", '{\n<<<<<<< ours\n"version":1\n', /marks of a merge/],
  ["no entries", '{"version":1}', /entries: expected a list, found nothing/],
])("%s is refused, and says where", (_, content, message) => {
  writeFileSync(file, content);
  expect(() => readLock(file)).toThrow(message);
});

test.each<[string, (entry: Record<string, object>) => unknown, RegExp]>([
  [
    "a number as text",
    ({ value = {} }) => Object.assign(value, { modelId: 5 }),
    /entries\[0\]\.value\.modelId: expected a string/,
  ],
  [
    "an attribute there is not",
    ({ value = {} }) => Object.assign(value, { productSecret: "s" }),
    /entries\[0\]\.value\.productSecret/,
  ],
  ["no time", (one) => Object.assign(one, { fetchedAt: "yesterday" }), /entries\[0\]\.fetchedAt: expected a time/],
  ["a member there is not", (one) => Object.assign(one, { note: 1 }), /entries\[0\]\.note/],
  [
    "a question that is none",
    (one) => Object.assign(one, { query: {} }),
    /entries\[0\]\.query: It asks either for a product or for products/,
  ],
])("%s written by hand is refused, and says where", (_, edit, message) => {
  put(entry("a"));
  const json = JSON.parse(text());
  edit(json.entries[0]);
  writeFileSync(file, JSON.stringify(json));
  expect(() => readLock(file)).toThrow(message);
});

test("two answers to one question are refused", () => {
  put(entry("a"));
  const json = JSON.parse(text());
  writeFileSync(file, JSON.stringify({ ...json, entries: [...json.entries, ...json.entries] }));
  expect(() => readLock(file)).toThrow(/entries\[1\] answers a question that an entry before it answers/);
});

test.each(["secret", "session_key", "securityToken", "Access-Key"])("a member named %s is not recorded", (name) => {
  const one = entry("a", { productTags: { [name]: "canary" } });
  expect(() => record(file, one, false)).toThrow(`entry.value.productTags.${name} is named like a secret`);
  writeRecorded();
  expect(existsSync(file)).toBe(false);
});

test("a place that cannot be written to is named", () => {
  const nowhere = join(directory, "missing", "connect.lock.json");
  expect(() => updateLock(nowhere, () => entriesOf(entry("a")))).toThrow(/Lock file cannot be written: .*missing/);
});
