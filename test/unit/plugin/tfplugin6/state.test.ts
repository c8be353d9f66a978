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

test("an answer beyond the bound is refused with the bound and what to do", () => {
  const large = { name: "x".repeat(3 * 1024 * 1024) };
  expect(() => encodeState(attributes, large, 2 * 1024 * 1024)).toThrow(
    expect.objectContaining({
      summary: "Response too large",
      detail: expect.stringMatching(/has 4 MB; .* returns at most 2 MB\. Narrow the filter/),
    }),
  );
});
