import { fold, matcher } from "../../../../src/bootstrap/page/search";

test.each([
  ["meter", "Smart METER 202"],
  ["202 smart", "Smart Meter 202"],
  ["zahler", "Zähler Straße"],
  ["ＭＥＴＥＲ", "meter"],
  ["full width", "Ｆｕｌｌ　Ｗｉｄｔｈ"],
  ["电表", "智能电表202"],
  ["が", "ガイド が"],
  ["admin", "ad\u200bmin"],
  ["مقياس", "مِقياس"],
  ["", "anything"],
  ["  ", "anything"],
  [".*", "a.*b"],
])("%j finds %j", (search, text) => {
  expect(matcher(search)(fold(text))).toBe(true);
});

test.each([
  ["meters", "Smart Meter"],
  ["meter gateway", "Smart Meter"],
  ["か", "が"],
  ["a.c", "abc"],
])("%j does not find %j", (search, text) => {
  expect(matcher(search)(fold(text))).toBe(false);
});
