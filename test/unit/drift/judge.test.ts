import { baselineOf } from "../../../src/drift/baseline";
import type { Claim } from "../../../src/drift/claim";
import { absent, type Finding, unknown } from "../../../src/drift/finding";
import type { IgnoreRule } from "../../../src/drift/ignore-rule";
import { judge } from "../../../src/drift/judge";
import { countProducts, exitCodeOf } from "../../../src/drift/report";
import { Problem } from "../../../src/schema/problem";

const about = (productKey: string) => ({
  origin: { platform: "enos" },
  query: { product: productKey },
  productKey,
  location: () => ({ file: "f", line: 1 }),
});
const reason = new Problem("answer-timeout", { reason: "d" });
const findings: Record<string, Finding> = {
  drift: absent(about("drift"), "gone"),
  ignored: absent(about("ignored"), "gone"),
  expired: absent(about("expired"), "gone"),
  known: absent(about("known"), "gone"),
  denied: unknown(about("denied"), reason.with({ denied: true })),
  unchecked: unknown(about("unchecked"), reason),
};
const rule = (product: string, expires: string): IgnoreRule => ({
  number: 1,
  product,
  reason: "r",
  expires,
  location: { file: "rules", line: 1 },
});
const rules = [rule("ignored", "2026-12-31"), rule("expired", "2026-01-01"), rule("*e*", "2026-01-01")];
const known = findings.known as Finding;
const baseline = baselineOf([known, findings.denied as Finding]);
const now = new Date("2026-06-01T00:00:00Z");

const names = Object.keys(findings);
/** Every set of findings there can be. */
const sets = Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_, index) => (bits >> index) & 1));

test.each(sets.map((set) => [set.join(" and ") || "nothing", set] as const))(
  "with %s the exit code is right",
  (_, set) => {
    const report = judge(
      [],
      set.map((name) => findings[name] as Finding),
      { rules, baseline, now },
    );
    const isUnknown = set.some((name) => ["denied", "unchecked"].includes(name));
    const isDrift = set.some((name) => ["drift", "expired"].includes(name));
    expect(exitCodeOf(report)).toBe(isUnknown ? 1 : isDrift ? 2 : 0);
  },
);

test("products of one key are one product at one location, and two in two organizations", () => {
  const location = { file: "f", line: 1 };
  const claim = (origin: Claim["origin"], ...keys: string[]): Claim => ({
    origin,
    query: { products: {} },
    products: new Map(keys.map((key) => [key, { expected: {}, locate: () => location }])),
    location: () => location,
  });
  const [here, there] = [
    { platform: "enos", orgId: "o1" },
    { orgId: "o2", platform: "enos" },
  ] as const;
  const claims = [claim(here, "a", "b"), claim(undefined, "a"), claim(there, "a"), claim(here, "b", "c")];
  expect(countProducts(claims, here)).toBe(4);
});

test("of several rules a valid one decides, and each of them is needed", () => {
  const { findings: judged, rules: applied } = judge([], [findings.ignored as Finding], { rules, now });
  expect(judged).toMatchObject([{ state: "ignored", rule: { product: "ignored" } }]);
  expect(applied.map(({ product, matches, expired }) => [product, matches, expired])).toEqual([
    ["ignored", 1, false],
    ["expired", 0, true],
    ["*e*", 1, true],
  ]);
});

test("a fingerprint is the same wherever it stands and whatever the values are, and another one for anything else", () => {
  const one = absent(about("a"), "gone");
  expect(absent({ ...about("a"), location: () => ({ file: "g", line: 9 }) }, "no match").fingerprint).toBe(
    one.fingerprint,
  );
  const others = [
    absent(about("b"), "gone"),
    absent({ ...about("a"), origin: { platform: "aliyun" } }, "gone"),
    absent({ ...about("a"), query: { products: {} } }, "gone"),
    unknown(about("a"), reason),
  ];
  expect(new Set([one, ...others].map(({ fingerprint }) => fingerprint)).size).toBe(5);
});
