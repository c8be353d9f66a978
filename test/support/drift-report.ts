import { baselineOf } from "../../src/drift/baseline";
import type { Claim, ClaimedProduct } from "../../src/drift/claim";
import { absent, changed, extra, type Finding, unknown } from "../../src/drift/finding";
import { readIgnoreFile } from "../../src/drift/ignore-file";
import { judge } from "../../src/drift/judge";
import type { Report, Source } from "../../src/drift/report";
import type { Origin, Query } from "../../src/reader/query";
import { Problem } from "../../src/schema/problem";
import { product } from "./recorded";

/** The moment at which the rules of the sample are judged. */
export const now = new Date("2026-06-01T12:00:00Z");

const here: Origin = { platform: "enos", endpoint: "https://enos.example.com/", orgId: "o1" };
const there: Origin = { ...here, orgId: "o2" };
const all: Query = { products: {} };

const claim = (file: string, origin: Origin | undefined, query: Query, products: Record<string, number>): Claim => ({
  origin,
  query,
  products: new Map(
    Object.entries(products).map(([key, line]): [string, ClaimedProduct] => [
      key,
      { expected: {}, locate: (attribute = []) => ({ file, line: line + attribute.length }) },
    ]),
  ),
  location: () => ({ file, line: 2 }),
});

/** Texts that somebody else chose, by where they stand. */
export interface Texts {
  readonly key: string;
  readonly value: string;
  readonly reason: string;
  readonly file: string;
}

const plain: Texts = { key: "8f7KmDED", value: "smart_meter_v3", reason: "being renamed", file: "connect.lock.json" };

/** A report with everything a report can have, its findings made as a comparison makes them. */
export function sampleReport({ key, value, reason, file }: Texts = plain): Report {
  const expect = "drift.expect.json";
  const lock: Source = {
    file,
    kind: "lock",
    claims: [claim(file, here, { product: key }, { [key]: 10 }), claim(file, there, all, { quiet: 20, gone: 21 })],
    leftOut: [claim(file, there, { product: "left out" }, { "left out": 90 })],
  };
  const expectations: Source = {
    file: expect,
    kind: "expectations",
    claims: ["calm", "old", "renamed", "secret", "slow"].map((name, index) =>
      claim(expect, undefined, { product: name }, { [name]: 5 + index }),
    ),
  };
  const about = (query: Query, productKey: string, line: number, name: string, origin = here) => ({
    origin,
    query,
    productKey,
    location: () => ({ file: name, line }),
  });
  const live = product(key, { productName: value, updateBy: value, updateTime: "2026-05-30T08:00:00.000Z" });
  const change = (attribute: string[], expected: unknown, actual: unknown) => ({ attribute, expected, actual });
  const ofMeter = about({ product: key }, key, 11, file);
  const known = changed(about({ product: "old" }, "old", 7, expect), change(["maxValidDay"], 1095, 730), live);
  const findings: Finding[] = [
    changed(ofMeter, change(["modelId"], "smart_meter_v2", value), live),
    changed({ ...ofMeter, location: () => ({ file, line: 13 }) }, change(["aliyun", "netType"], null, value), live),
    absent(about(all, "gone", 21, file, there), "gone"),
    extra(about(all, key, 2, file, there), live),
    known,
    changed(about({ product: "renamed" }, "renamed", 8, expect), change(["productName"], "a", value), live),
    changed(about({ product: "renamed" }, "renamed", 9, expect), change(["modelId"], "a", "c"), live),
    unknown(
      about({ product: "secret" }, "secret", 9, expect),
      new Problem("access-denied", { reason: `The platform says ${JSON.stringify(value)}.`, denied: true }),
    ),
    unknown(about({ product: "slow" }, "slow", 10, expect), new Problem("answer-timeout", { reason: "Try again." })),
  ];
  const rules = readIgnoreFile(
    JSON.stringify({
      version: 1,
      ignore: [
        { product: "renamed", attribute: "product_name", reason, expires: "2026-12-31" },
        { product: "*", attribute: "modelId", kind: "changed", reason, expires: "2026-05-31" },
        { kind: "extra", origin: { orgId: "o9" }, reason, expires: "2027-01-01T00:00:00Z" },
      ],
    }),
    "drift.ignore.yaml",
  );
  const vanished = absent(about({ product: "calm" }, "calm", 5, expect), "gone");
  const elsewhere = absent(about({ product: "unseen" }, "unseen", 5, expect, there), "gone");
  const baseline = [known, elsewhere, { ...(findings[6] as Finding), actual: "b" }, vanished];
  return judge([lock, expectations], findings, {
    rules,
    baseline: baselineOf(baseline),
    here,
    now,
  });
}

/** A report of a comparison that found nothing. */
export const cleanReport = (): Report =>
  judge([{ file: "connect.lock.json", kind: "lock", claims: sampleReport().sources[0]?.claims ?? [] }], [], { now });
