import { sameText } from "../../../../src/emulator/shell/same-text";

test("texts are equal only when every character is", () => {
  expect(sameText("abcd", "abcd")).toBe(true);
  expect(sameText("abcd", "ABCD")).toBe(false);
  expect(sameText("abcd", "abc")).toBe(false);
  expect(sameText("abcd", "abç")).toBe(false);
});
