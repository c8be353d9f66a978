import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../../src/bootstrap/check";
import { printHtml } from "../../../src/bootstrap/html";
import { readMark, readWritten } from "../../../src/bootstrap/mark";
import type { Comparison, Content } from "../../../src/bootstrap/page/content";
import { newDirectory } from "../../support/directory";
import { inventoryOf, odd, oddKeys, oddNames } from "../../support/inventories";
import { product } from "../../support/recorded";

const meter = product("a", { productName: "Meter", localizedNames: { zh_CN: "电表" }, modelId: "M", maxValidDay: 730 });
const page = printHtml(inventoryOf([meter]));
const hostile = printHtml(
  inventoryOf(
    [...oddNames.map((name, index) => odd(`key${index}`, name)), ...oddKeys.map((key) => odd(key, "<!--<script>"))],
    { query: { products: { where: { nameContains: "--></script><script>alert(1)</script><!--" } } } },
  ),
);
const expected: Comparison = {
  file: "expectations.json",
  verb: "expected",
  marks: [{ productKey: "a", kind: "changed", attribute: "modelId", expected: "</script><b>", actual: "M" }],
};
const compared = (...comparisons: Comparison[]) => printHtml(inventoryOf([meter], { comparisons }));

/** Each block of data as JSON, by its id. */
const dataOf = (text: string): Record<string, unknown> =>
  Object.fromEntries(
    [...text.matchAll(/<script type="application\/json" id="(\w+)">([^<]*)<\/script>/g)].map(([, id, json]) => [
      id,
      JSON.parse(json as string),
    ]),
  );

const checked = (before: string, now: string) => {
  const file = join(newDirectory(), "page.html");
  writeFileSync(file, before);
  return check(file, now);
};

test("the data is what was read, as JSON, with a product on each line", () => {
  expect(dataOf(page)).toEqual({
    products: {
      title: "EnOS Connect",
      origin: { endpoint: "https://enos.example.com/", orgId: "o1" },
      query: null,
      products: [
        {
          productKey: "a",
          productName: "Meter",
          localizedNames: { zh_CN: "电表" },
          modelId: "M",
          productType: null,
          defaultValidDay: null,
          maxValidDay: 730,
        },
      ],
    },
  });
  expect(page.match(/^\{"productKey":"a",.*"电表".*\}$/m)).not.toBeNull();
});

test("the same products are the same bytes, however the platform orders their names", () => {
  const named = (localizedNames: Record<string, string>) => printHtml(inventoryOf([product("a", { localizedNames })]));
  expect(named({ zh_CN: "电表", en_US: "Meter" })).toBe(named({ en_US: "Meter", zh_CN: "电表" }));
});

test.each([
  ["no product", printHtml(inventoryOf([]))],
  ["one product", page],
  ["hostile names", hostile],
  ["differences", compared(expected, { ...expected, verb: "recorded" })],
])("with %s, the policy allows the style and the script of the page, and nothing else", (_, text) => {
  const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(text) ?? [];
  const hashOf = (pattern: RegExp) =>
    `'sha256-${createHash("sha256")
      .update(pattern.exec(text)?.[1] ?? "")
      .digest("base64")}'`;
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hashOf(/<style>([\s\S]*?)<\/style>/)}`,
    `script-src ${hashOf(/<script>([\s\S]*?)<\/script>/)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test("nothing is loaded from anywhere", () => {
  const own = page.replace(/<script type[\s\S]*?<\/script>/g, "");
  expect(own).not.toMatch(/\b(href|src|srcset|url|import|fetch|XMLHttpRequest)\b\s*[=(]/);
  expect(own).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
});

test("no name ends the block it is in, or is markup", () => {
  const tags = (text: string) => text.match(/<[!/a-z][^>]*>?/gi)?.filter((tag) => !tag.startsWith("<!-- {"));
  const blocks = (text: string) => text.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, "");
  expect(tags(blocks(hostile))).toEqual(tags(blocks(page)));
  const { products } = dataOf(hostile).products as Content;
  expect(products.slice(0, 3).map(({ productName }) => productName)).not.toContain(undefined);
  expect(new Set(products.map(({ productName }) => productName))).toEqual(new Set([...oddNames, "<!--<script>"]));
});

test("the file is text that any program reads: no half of a character, no invisible one", () => {
  const text = printHtml(inventoryOf([odd("a", "half \ud83d \u202e \u0000")]));
  expect(Buffer.from(text).toString()).toBe(text);
  expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
});

test("browsers find the encoding in time, and bootstrap its mark", () => {
  expect(page.indexOf('<meta charset="utf-8">')).toBeLessThan(200);
  expect(readMark(page)).toMatchObject({ form: 2, origin: { platform: "enos" }, query: { products: {} } });
  expect(readMark("<!doctype html>\n<html>\n<p>mine</p>\n")).toBeUndefined();
});

describe("checking", () => {
  test("a page that is as it would be written is current, also with the line ends of Windows", () => {
    expect(checked(page, page)).toEqual({ status: "current" });
    expect(checked(page.replaceAll("\n", "\r\n"), page)).toEqual({ status: "current" });
  });

  test("another fact makes it stale, and the line of the product is shown", () => {
    const now = printHtml(inventoryOf([{ ...meter, maxValidDay: 365 }]));
    const { status, diff } = checked(page, now);
    expect(status).toBe("stale");
    expect(
      diff?.filter((line) => /^[-+]/.test(line)).map((line) => /^(.).*"maxValidDay":(\d+)/.exec(line)?.slice(1)),
    ).toEqual([
      ["-", "730"],
      ["+", "365"],
    ]);
  });

  test("what differs from a lock file is checked, too", () => {
    const checkedOne = checked(compared({ ...expected, verb: "recorded" }), page);
    expect(checkedOne).toEqual({
      status: "stale",
      diff: expect.arrayContaining([expect.stringMatching(/^-\{"productKey":"a",/)]),
    });
    expect(Math.max(...(checkedOne.diff ?? []).map(({ length }) => length))).toBeLessThan(300);
  });

  test("what differed from expectations that were written at the same time makes no difference", () => {
    expect(checked(compared(expected), page)).toEqual({ status: "current", note: "other expectations, same facts" });
    expect(checked(compared(expected), compared({ ...expected, marks: [] })).status).toBe("current");
  });

  test("an edited page is not true", () => {
    expect(checked(page.replace("Certificate days, longest", "Days"), page)).toMatchObject({
      status: "stale",
      note: "the facts are the same, but the file was edited since it was written",
    });
  });

  test("one with the script of another version is not taken for an edited one", () => {
    const other = page.replace(/"page":"[0-9a-f]{8}"/, '"page":"00000000"').replace("<script>", "<script>0;");
    expect(checked(other, page)).toMatchObject({
      status: "stale",
      note: expect.stringMatching(
        /^written in the form of another version of cdktf-connect \(2, page 00000000; this one /,
      ),
    });
  });
});

test("a file of bootstrap is one with its mark", () => {
  const file = join(newDirectory(), "page.html");
  writeFileSync(file, page);
  expect(readWritten(file)).toMatchObject({ mark: { form: 2 } });
  writeFileSync(file, page.replace("Generated by", "Made by"));
  expect(readWritten(file)).toBeNull();
});
