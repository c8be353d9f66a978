import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../../src/lock/entry";
import { printLock, readLock, updateLock } from "../../../src/lock/lock-file";
import { keyOf } from "../../../src/reader/query";
import { printPath } from "../../../src/schema/path";
import type { Problem } from "../../../src/schema/problem";
import type { ProblemCode } from "../../../src/schema/problem-codes";
import { record, writeRecorded } from "../../../src/synth/record";
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

const problem = (): Problem => {
  try {
    readLock(file);
  } catch (error) {
    return error as Problem;
  }
  throw new Error("it was read");
};

test.each<[string, string, ProblemCode, number | undefined]>([
  ["no JSON", "{", "file-invalid", 1],
  ["an empty file", "", "file-invalid", 1],
  ["another kind of JSON", "null", "file-invalid", 1],
  ["a newer format", '{"version":2,\n"entries":[]}', "file-newer", 1],
  ["merge conflict markers", '{\n<<<<<<< ours\n"version":1\n', "file-merge-marks", 2],
  ["no entries", '{"version":1}', "file-invalid", 1],
  ["a name twice", '{"version":1,\n"entries":[],\n"entries":[]}', "file-invalid", 3],
])("%s is refused, and says where", (_, content, code, line) => {
  writeFileSync(file, content);
  expect(problem()).toMatchObject({ code, facts: { file, line } });
});

test.each<[string, (entry: Record<string, object>) => unknown, string]>([
  ["a number as text", ({ value = {} }) => Object.assign(value, { maxValidDay: "5" }), "value.maxValidDay"],
  ["a text as number", ({ value = {} }) => Object.assign(value, { modelId: 5 }), "value.modelId"],
  ["a time in words", ({ value = {} }) => Object.assign(value, { createTime: "yesterday" }), "value.createTime"],
  ["an unknown attribute", ({ value = {} }) => Object.assign(value, { productSecret: "s" }), "value.productSecret"],
  ["no time", (one) => Object.assign(one, { fetchedAt: "yesterday" }), "fetchedAt"],
  ["an unknown member", (one) => Object.assign(one, { note: 1 }), "note"],
  ["an incomplete query", (one) => Object.assign(one, { query: {} }), "query"],
  ["another product", ({ value = {} }) => Object.assign(value, { productKey: "b" }), "value.productKey"],
  ["a list for one product", (one) => Object.assign(one, { value: [] }), "value"],
])("%s written by hand is refused, and says where", (_, edit, path) => {
  put(entry("a"));
  const json = JSON.parse(text());
  edit(json.entries[0]);
  writeFileSync(file, JSON.stringify(json, null, 2));
  const { code, facts, path: blamed } = problem();
  expect({ code, path: printPath(blamed) }).toEqual({ code: "file-invalid", path: `entries[0].${path}` });
  const line = readFileSync(file, "utf8").split("\n")[(facts.line ?? 0) - 1];
  expect(line?.slice((facts.column ?? 0) - 1)).toMatch(new RegExp(`^"${path.split(".").at(-1)}":`));
});

test("two answers to one question are refused", () => {
  put(entry("a"));
  const json = JSON.parse(text());
  writeFileSync(file, JSON.stringify({ ...json, entries: [...json.entries, ...json.entries] }));
  const { code, path } = problem();
  expect({ code, path: printPath(path) }).toEqual({ code: "file-invalid", path: "entries[1]" });
});

test.each(["secret", "session_key", "securityToken", "Access-Key"])("a member named %s is not recorded", (name) => {
  const one = entry("a", { productTags: { [name]: "canary" } });
  expect(() => record(file, one, false)).toThrow(
    expect.objectContaining({ code: "value-secret-shaped", reason: expect.stringContaining(name) }),
  );
  writeRecorded();
  expect(existsSync(file)).toBe(false);
});

test("a place that cannot be written to is named", () => {
  const nowhere = join(directory, "missing", "connect.lock.json");
  expect(() => updateLock(nowhere, () => entriesOf(entry("a")))).toThrow(
    expect.objectContaining({
      code: "file-unwritable",
      facts: { file: nowhere },
      remedy: expect.stringContaining("CONNECT_LOOKUPS=live"),
    }),
  );
});

test("a file keeps its $schema and its remark when it is written again", () => {
  const text = printLock(new Map(), { $schema: "./lock.schema.json", "//": "of the stacks" });
  writeFileSync(file, text);
  updateLock(file, () => new Map([[keyOf(entry("a").origin, entry("a").query), entry("a")]]));
  const { $schema, "//": remark, entries } = JSON.parse(readFileSync(file, "utf8"));
  expect({ $schema, remark, count: entries.length }).toEqual({
    $schema: "./lock.schema.json",
    remark: "of the stacks",
    count: 1,
  });
});
