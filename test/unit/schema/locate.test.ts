import { computed } from "../../../src/schema/attribute";
import { map } from "../../../src/schema/collection";
import { at, locate } from "../../../src/schema/locate";
import { object } from "../../../src/schema/object";
import { bool, string } from "../../../src/schema/type";

const attributes = {
  name: computed(string, ""),
  names: computed(map(string), ""),
  enabled: computed(bool, ""),
  elsewhere: computed(string, ""),
};
const locations = {
  name: at("title.defaultValue"),
  names: at("title.i18nValue"),
  enabled: at("activeEnabled", "activateEnabled"),
  elsewhere: null,
};

test("attributes are found where the platform keeps them", () => {
  const json = { title: { defaultValue: "表", i18nValue: {} }, activateEnabled: false };
  expect(locate(attributes, locations, json)).toEqual({ name: "表", names: {}, enabled: false, elsewhere: null });
});

test("of two spellings the first that holds something counts", () => {
  expect(locate(attributes, locations, { activeEnabled: true, activateEnabled: false }).enabled).toBe(true);
  expect(locate(attributes, locations, { activeEnabled: null, activateEnabled: false }).enabled).toBe(false);
});

test("absent, null and a missing parent are null", () => {
  for (const json of [{}, { title: null }, { title: { defaultValue: null } }])
    expect(locate(attributes, locations, json).name).toBeNull();
});

test("null inside a map stays null, on the way in and on the way out", () => {
  const read = locate(attributes, locations, { title: { i18nValue: { en_US: null } } });
  expect(read.names).toEqual({ en_US: null });
  expect(object(attributes).encode(read)).toMatchObject({ names: { en_US: null } });
});

test("a value of another type is refused with the platform's own path, and is not shown", () => {
  const read = (json: unknown) => () => locate(attributes, locations, json);
  expect(read({ title: { defaultValue: 5 } })).toThrow("title.defaultValue: expected a string, found a number");
  expect(read({ title: { i18nValue: { zh_CN: 1 } } })).toThrow(
    'title.i18nValue["zh_CN"]: expected a string, found a number',
  );
});

test("something else than an object on the way is refused and not taken for absent", () => {
  const read = (title: unknown) => () => locate(attributes, locations, { title });
  expect(read("plain")).toThrow("title: expected an object, found a string");
  expect(read([])).toThrow("title: expected an object, found a list");
});

test("inherited properties are not taken for data", () => {
  expect(locate({ a: computed(string, "") }, { a: at("constructor.name") }, {}).a).toBeNull();
});
