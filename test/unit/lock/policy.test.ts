import { lookupPolicy } from "../../../src/lock/policy";

test.each([
  [{}, "auto"],
  [{ CI: "" }, "auto"],
  [{ CI: "false" }, "auto"],
  [{ CI: "true" }, "locked"],
  [{ CI: "1" }, "locked"],
  [{ CI: "1", CONNECT_LOOKUPS: "refresh" }, "refresh"],
  [{ CONNECT_LOOKUPS: "live" }, "live"],
  [{ CONNECT_LOOKUPS: "", CI: "1" }, "locked"],
])("%j means %s", (environment: Record<string, string>, mode) => {
  expect(lookupPolicy(environment)).toEqual({ mode, maxAge: null });
});

test("an age in days may be set beside it", () => {
  expect(lookupPolicy({ CONNECT_LOOKUPS_MAX_AGE: "30" })).toEqual({ mode: "auto", maxAge: 30 });
});

test.each([
  [
    { CONNECT_LOOKUPS: "offline" },
    'CONNECT_LOOKUPS must be one of auto, locked, refresh, live, prune; it is "offline".',
  ],
  [{ CONNECT_LOOKUPS_MAX_AGE: "a week" }, 'CONNECT_LOOKUPS_MAX_AGE must be a number of days; it is "a week".'],
])("%j is refused with what is allowed", (environment: Record<string, string>, message) => {
  expect(() => lookupPolicy(environment)).toThrow(message);
});
