import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../../src/lock/entry";
import { printLock } from "../../../src/lock/lock-file";
import { openRecord, type RecordSettings } from "../../../src/lock/provider-record";
import type { Asked } from "../../../src/product/record";
import { keyOf, productsQuery } from "../../../src/reader/query";
import { Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";
import { entry, product } from "../../support/recorded";

const { origin } = entry("a");
const failure = new Problem("connection-refused", { reason: "No server listens.", remedy: "Check endpoint." });
const list = { where: { modelId: "M" }, expression: null, details: true, maxItems: 10 };

const one = (productKey: string, orgId: string | null = null): Asked => ({ productKey, orgId, onUnavailable: null });
const all = (products = list): Asked => ({ products, orgId: null, onUnavailable: null });

function recordOf(entries: readonly Entry[], settings: Partial<RecordSettings> = {}) {
  const file = join(newDirectory(), "connect.lock.json");
  writeFileSync(file, printLock(new Map(entries.map((each) => [keyOf(each.origin, each.query), each]))));
  return { file, record: openRecord({ file, maxAge: null, origin, ...settings }) };
}

const listed = (...keys: string[]): Entry => ({
  ...entry("a"),
  query: productsQuery({ where: { modelId: "M" } }),
  value: keys.map((key) => product(key)),
});

test("a recorded product stands in, and the warning says since when it is known", () => {
  const { file, record } = recordOf([entry("a", { modelId: "M" })]);
  const { value, recordedAt, warning } = record.answerTo(one("a"), failure);
  expect(value).toMatchObject({ productKey: "a", modelId: "M" });
  expect(recordedAt).toBe("2026-01-01T00:00:00.000Z");
  expect(warning).toMatchObject({
    code: "recorded-value-used",
    reason: `enos, https://enos.example.com/, orgId o1: Connection refused. Instead of what the platform has now, product "a" is as ${file} records it, known since 2026-01-01T00:00:00.000Z.`,
  });
  expect(record.gapAt(one("a"))).toBeUndefined();
});

test("a list stands in for the same filters, as a whole, and not beyond max_items", () => {
  const { record } = recordOf([listed("a", "b")]);
  expect(record.answerTo(all(), failure).value).toHaveLength(2);
  expect(() => record.answerTo(all({ ...list, maxItems: 1 }), failure)).toThrow(
    /2 products match, more than max_items/,
  );
  expect(record.gapAt(all({ ...list, details: false }))?.detail).toContain(
    `lock add --where '{"modelId":"M"}' --no-details --lock `,
  );
});

test("the command of a message records what is asked", () => {
  const { record } = recordOf([]);
  const remedy = (products: Partial<typeof list>) => record.gapAt(all({ ...list, ...products }))?.remedy;
  expect(remedy({ where: {}, details: false } as never)).toContain("lock add --all --no-details --lock ");
  expect(remedy({ where: {} } as never)).toContain("lock add --all --lock ");
});

const old = { ...entry("a"), fetchedAt: "2020-01-01T00:00:00.000Z" };
const fewer = entry("a");
delete (fewer.value as { modelId?: unknown }).modelId;

test.each<[string, Entry[], Asked, RegExp, RegExp, Partial<RecordSettings>?]>([
  ["no entry", [], one("a"), /has no entry for product "a" \(enos, .*orgId o1\)\.$/, /lock add a --lock /],
  [
    "one of another organization only",
    [entry("a", {}, "o2")],
    one("a"),
    /has no entry for .*orgId o1\), but one of enos, https:\/\/enos\.example\.com\/, orgId o2\.$/,
    /lock add a --lock /,
  ],
  ["an organization of its own", [entry("a")], one("a", "o2"), /orgId o2\), but one of .*orgId o1\.$/, /lock add a/],
  [
    "an absent product",
    [{ ...entry("a"), value: null }],
    one("a"),
    /records that product "a" .* did not exist at 2026-01-01T00:00:00\.000Z\.$/,
    /lock refresh [0-9a-f]{8} --lock /,
  ],
  [
    "one that is too old",
    [old],
    one("a"),
    /of 2020-01-01T00:00:00\.000Z, \d+ days ago, and record_max_age allows 30\.$/,
    /CONNECT_LOOKUPS_MAX_AGE=30 npx cdktf-connect lock refresh/,
    { maxAge: 30 },
  ],
  ["one that lacks an attribute", [fewer], one("a"), /of a version that knew fewer attributes\.$/, /lock refresh/],
])("%s stays the failure, which says what the record lacks", (_, entries, asked, reason, remedy, settings = {}) => {
  const { record } = recordOf(entries, settings);
  const gap = record.gapAt(asked) as Problem;
  expect(gap).toMatchObject({ code: "value-not-recorded", reason: expect.stringMatching(reason) });
  expect(gap.remedy).toMatch(remedy);
  const answer = () => record.answerTo(asked, failure);
  expect(answer).toThrow(
    expect.objectContaining({
      code: "connection-refused",
      reason: expect.stringMatching(/^No server listens\. Nothing that is recorded can be used instead: /),
      remedy: expect.stringMatching(/^Check endpoint\.\n/),
    }),
  );
  expect(answer).toThrow(reason.source.endsWith("$") ? new RegExp(reason.source.slice(0, -1)) : reason);
});

test("a file that is missing or damaged stays the failure, which names it", () => {
  const { file, record } = recordOf([entry("a")]);
  writeFileSync(file, "{");
  expect(record.gapAt(one("a"))?.reason).toContain(`${file}:1:2`);
  rmSync(file);
  expect(record.gapAt(one("a"))?.reason).toContain(`There is no file ${file}.`);
});

test("a file that was changed is read again, for a provider that serves several plans", () => {
  const { file, record } = recordOf([entry("a")]);
  expect(record.gapAt(one("b"))).toBeDefined();
  writeFileSync(file, printLock(new Map([["b", entry("b")]])));
  expect(record.gapAt(one("b"))).toBeUndefined();
});
