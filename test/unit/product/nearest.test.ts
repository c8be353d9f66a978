import { rankKeys } from "../../../src/product/nearest";

test("keys that look alike come first, and strangers not at all", () => {
  expect(rankKeys("8f7KmDE0", ["2zp6A70r", "8f7KmDED", "8f7kmde0", "8f7KmD"])).toEqual([
    "8f7kmde0",
    "8f7KmDED",
    "8f7KmD",
  ]);
  expect(rankKeys("8f7KmDED", ["zzzzzzzz", "2zp6A70r"])).toEqual([]);
});

test("at most three are named, in a stable order", () => {
  expect(rankKeys("k10", ["k14", "k12", "k13", "k11"])).toEqual(["k11", "k12", "k13"]);
});
