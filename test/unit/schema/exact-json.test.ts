import { parseJson } from "../../../src/schema/exact-json";

test.each([
  ["0", 0],
  ["-0.5", -0.5],
  ["1.0", 1],
  ["10.50", 10.5],
  ["1e5", 100_000],
  ["1E+2", 100],
  ["9007199254740991", 9007199254740991],
  ["1582861255508", 1582861255508],
  ["0.1234567890123456", 0.1234567890123456],
  ["1.5e-7", 1.5e-7],
  ["1.5e-10", 1.5e-10],
  ["0.000000000000000000001", 1e-21],
])("%s is the number it is", (text, number) => {
  expect(parseJson(`[${text}]`)).toEqual([number]);
  expect(parseJson(`{"a":${text}}`)).toEqual({ a: number });
});

test.each([
  ["9007199254740992"],
  ["9007199254740993"],
  ["-12345678901234567890"],
  ["1e400"],
  ["-1E+999"],
  ["1e22"],
  ["1e-400"],
  ["9007199254740991.4"],
  ["1.0000000000000000000001"],
  ["0.12345678901234567890123"],
])("%s is no number a double keeps, and is not made one", (text) => {
  expect(typeof (parseJson(`[${text}]`) as unknown[])[0]).toBe("bigint");
  expect(typeof (parseJson(`{"a":{"b":${text} }}`) as { a: { b: unknown } }).a.b).toBe("bigint");
});

test("digits in a text are text, whatever stands around them", () => {
  const texts = [
    "12345678901234567890",
    '\\"12345678901234567890',
    "a 1e400}",
    "\\\\",
    "5e68]",
    "[12345678901234567890,",
  ];
  expect(parseJson(JSON.stringify([...texts, 1]))).toEqual([...texts, 1]);
  expect(parseJson(`${JSON.stringify(texts).slice(0, -1)},12345678901234567890]`)).toEqual([
    ...texts,
    12345678901234567890n,
  ]);
});

test.each(["", "{", "[1,]", "NaN", "01", "\u0000", "'a'", "[12345678901234567890"])("%j is no JSON", (text) => {
  expect(parseJson(text)).toBeUndefined();
});
