import { decode } from "@msgpack/msgpack";
import { encodeState } from "../../../../src/plugin/tfplugin6/state";
import { computed } from "../../../../src/schema/attribute";
import { list, map } from "../../../../src/schema/collection";
import { object } from "../../../../src/schema/object";
import { integer, number, string } from "../../../../src/schema/type";

const item = { validDay: computed(integer, "") };
const attributes = {
  name: computed(string, ""),
  price: computed(number, ""),
  localeNames: computed(list(string), ""),
  items: computed(map(object(item)), ""),
};

test("every attribute is there, and a decimal is text", () => {
  const { msgpack } = encodeState(attributes, { name: "n", price: 0.1, items: { a: {} } });
  expect(decode(msgpack)).toEqual({ name: "n", price: "0.1", locale_names: null, items: { a: { valid_day: null } } });
});

test.each([
  [null, "it answered null"],
  [undefined, "it answered nothing"],
  ["text", "it answered a string"],
  [{ name: 5 }, "name: expected a string, found a number"],
  [{ price: Number.NaN }, "price: expected a number, found a string"],
  [{ localeNames: "zh" }, "locale_names: "],
  [{ items: { a: { validDay: 1.5 } } }, 'items["a"].valid_day: expected a number, found a fractional number'],
])("%j is not an answer, and the error names the place", (values, message) => {
  expect(() => encodeState(attributes, values)).toThrow(message);
  expect(() => encodeState(attributes, values)).not.toThrow(expect.objectContaining({ summary: expect.anything() }));
});

test("an answer beyond the bound is refused with the bound and what to do", () => {
  const large = { name: "x".repeat(3 * 1024 * 1024) };
  expect(() => encodeState(attributes, large, 2 * 1024 * 1024)).toThrow(
    expect.objectContaining({
      summary: "Response too large",
      detail: expect.stringMatching(/has 4 MB; .* returns at most 2 MB\. Narrow the filter/),
    }),
  );
});
