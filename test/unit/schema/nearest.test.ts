import { nearest } from "../../../src/schema/nearest";

test("words that look alike come first, and strangers not at all", () => {
  expect(nearest("8f7KmDE0", ["2zp6A70r", "8f7KmDED", "8f7kmde0", "8f7KmD"])).toEqual([
    "8f7kmde0",
    "8f7KmDED",
    "8f7KmD",
  ]);
  expect(nearest("8f7KmDED", ["zzzzzzzz", "2zp6A70r"])).toEqual([]);
});

test("at most three are named, in a stable order", () => {
  expect(nearest("k10", ["k14", "k12", "k13", "k11"])).toEqual(["k11", "k12", "k13"]);
});

test("two letters may be exchanged, but not all of them", () => {
  expect(nearest("enso", ["enos", "aliyun"])).toEqual(["enos"]);
  expect(nearest("ab", ["cd"])).toEqual([]);
  expect(nearest("x", ["sh"])).toEqual([]);
  expect(nearest("P", ["P1"])).toEqual(["P1"]);
  expect(nearest("", ["sh"])).toEqual([]);
});
