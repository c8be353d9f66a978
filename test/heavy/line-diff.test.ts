import { lineDiff } from "../../src/bootstrap/line-diff";

test("two texts of 100,000 lines that share no line are compared", () => {
  const lines = (mark: string) => Array.from({ length: 100_000 }, (_, index) => `${mark}${index}`).join("\n");
  expect(lineDiff(lines("a"), lines("b"))).toHaveLength(200_001);
  const half = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? `a${index}` : `b${index}`)).join("\n");
  expect(lineDiff(lines("a"), half).filter((line) => line.startsWith("+"))).toHaveLength(50_000);
});
