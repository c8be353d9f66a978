import { printHtml } from "../../src/bootstrap/html";
import type { Comparison } from "../../src/bootstrap/page/content";
import { namesOf } from "../../src/bootstrap/page/names";
import { piecesOf } from "../../src/bootstrap/page/pieces";
import demoSeed from "../../src/emulator/enos/demo.json";
import { faintTexts } from "../support/browser/contrast";
import { closeBrowser, describeInChromium, openPage } from "../support/browser/open";
import { inventoryOf, oddKeys, oddNames } from "../support/inventories";
import { product } from "../support/recorded";

const demo = demoSeed.products.map(({ productKey, productName, productType, ...more }) =>
  product(productKey, {
    productName: productName.defaultValue,
    localizedNames: productName.i18nValue as Record<string, string>,
    productType: productType as "Device" | "Gateway",
    modelId: more.modelId,
    defaultValidDay: more.defaultValidDay,
    maxValidDay: more.maxValidDay,
  }),
);
const ofMany = (index: number) =>
  product(`key${index}`, { productName: `Meter ${index}`, defaultValidDay: index % 400 });
const many = Array.from({ length: 10_000 }, (_, index) => ofMany(index));
/** How many of them have these digits in their key, name or days. */
const having = (digits: string) =>
  many.filter((each) => `${each.productKey} ${each.productName} ${each.defaultValidDay}`.includes(digits)).length;
const odd = [
  ...oddNames.map((text, index) =>
    product(`key${index}`, {
      productName: text,
      localizedNames: { ar_EG: text ?? "", '"><b>': `x${text}` },
      modelId: text,
    }),
  ),
  ...oddKeys.map((key) => product(key, { productName: "<img src=x onerror=alert(1)>" })),
  product("long", { productName: `start ${"字".repeat(100_000)} end` }),
];
const comparisons: Comparison[] = [
  {
    file: "expectations.json",
    verb: "expected",
    marks: [
      { productKey: "8f7KmDED", kind: "changed", attribute: "maxValidDay", expected: 730, actual: 1095 },
      { productKey: "8f7KmDED", kind: "changed", attribute: "dataFormat", expected: "<b>Custom</b>", actual: null },
      { productKey: "Jc8yP1wN", kind: "extra" },
    ],
  },
];
const open = (products: typeof demo, more: Parameters<typeof inventoryOf>[1] = {}, options = {}) =>
  openPage(printHtml(inventoryOf(products, more)), options);

afterAll(closeBrowser);

describeInChromium(() => {
  test("without a product it says so, and shows no chart", async () => {
    const { page, problems } = await open([]);
    expect(await page.getByRole("status").textContent()).toBe("No products");
    expect(await page.getByRole("rowheader").count()).toBe(0);
    expect(await page.locator("#validities").isVisible()).toBe(false);
    expect(problems).toEqual([]);
  });

  test("it lists each product with all names in their languages", async () => {
    const { page, problems } = await open(demo);
    expect(await page.title()).toBe("IoT products on EnOS Connect");
    expect(await page.getByRole("heading").textContent()).toBe("8 products on EnOS Connect");
    expect(await page.locator("#rows tr").count()).toBe(8);
    const gateway = page.getByRole("row", { name: "2zp6A70r" });
    expect(
      await gateway
        .locator("bdi[lang]")
        .evaluateAll((all) => all.map((each) => [(each as HTMLElement).lang, each.textContent])),
    ).toEqual([
      ["en-US", "Edge Gateway"],
      ["ja-JP", "エッジゲートウェイ"],
      ["zh-CN", "边缘网关"],
    ]);
    expect(await gateway.getByRole("cell").allTextContents()).toEqual([
      "2zp6A70r",
      "edge_gateway",
      "Gateway",
      "365",
      "730",
    ]);
    expect(await page.locator("#bars tr").allTextContents()).toEqual(["36510", "73021", "109502", "365011", "none44"]);
    expect(problems).toEqual([]);
  });

  test("hostile names are text and nothing else", async () => {
    const { page, problems } = await open(odd, { comparisons });
    await page.emulateMedia({ media: "print" });
    const rows = await page.locator("#rows tr").evaluateAll((all) =>
      all.map((row) => {
        const { cells } = row as HTMLTableRowElement;
        return [cells[1]?.textContent, cells[0]?.querySelector("bdi")?.textContent];
      }),
    );
    const asShown = (text: string) =>
      piecesOf(text)
        .map((piece) => piece.text)
        .join("");
    const short = odd.filter(({ productKey }) => productKey !== "long");
    expect(new Map(rows as [string, string][])).toEqual(
      new Map([
        ...short.map((each) => [
          asShown(each.productKey as string),
          namesOf(each)[0] && asShown(namesOf(each)[0]?.text ?? ""),
        ]),
        ["long", expect.stringMatching(/^start 字+… \(100,010 characters\)$/)],
      ] as [string, string][]),
    );
    const tags = await page.locator("#rows *").evaluateAll((all) => [...new Set(all.map((each) => each.localName))]);
    expect(tags.sort()).toEqual(["bdi", "code", "div", "span", "td", "th", "tr"]);
    expect(problems).toEqual([]);
  });

  test("nothing else can be loaded, run or made of text", async () => {
    const { page, problems } = await open(demo);
    await page.evaluate(`{
      const image = document.createElement("img");
      image.src = "https://example.invalid/x.png";
      const script = document.createElement("script");
      try { script.text = "document.title = 'run'"; } catch {}
      document.body.append(image, script);
      const frame = document.createElement("iframe");
      frame.src = "https://example.invalid/";
      document.body.append(frame);
    }`);
    expect(await page.evaluate('try { document.body.innerHTML = "<b>"; "made" } catch (error) { error.name }')).toBe(
      "TypeError",
    );
    expect(await page.evaluate('fetch("https://example.invalid/").then(() => "loaded", (error) => error.name)')).toBe(
      "TypeError",
    );
    expect(await page.title()).toBe("IoT products on EnOS Connect");
    expect(problems.filter((problem) => /^(request|dialog)/.test(problem))).toEqual([]);
    expect(problems.join("\n")).toMatch(/Content Security Policy/);
  });

  test("a search shows what matches, and says how many", async () => {
    const { page } = await open(demo);
    await page.getByLabel("Search").pressSequentially("meter 3650");
    expect(await page.getByRole("status").textContent()).toBe("1 of 8 products match “meter 3650”");
    expect(await page.getByRole("rowheader").locator("visible=true").allTextContents()).toEqual(
      expect.arrayContaining(['Water "Pro" Meter']),
    );
    expect(await page.locator("#rows tr").count()).toBe(1);
    expect(await page.locator("#bars tr").allTextContents()).toEqual(["365011"]);
    await page.getByLabel("Search").fill("");
    expect(await page.getByRole("status").textContent()).toBe("8 products");
  });

  test("the keyboard sorts, and the header says in which direction", async () => {
    const { page } = await open(demo);
    const keys = () => page.locator('#rows [data-column="productKey"]').allTextContents();
    await page.getByLabel("Search").focus();
    for (let header = 0; header < 6; header++) await page.keyboard.press("Tab");
    const header = page.getByRole("columnheader", { name: "Certificate days, longest" });
    expect(await header.getByRole("button").evaluate((button) => button.matches(":focus-visible"))).toBe(true);
    expect(await header.getByRole("button").evaluate((button) => getComputedStyle(button).outlineStyle)).toBe("solid");
    await page.keyboard.press("Enter");
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    expect((await keys())[0]).toBe("2zp6A70r");
    await page.keyboard.press("Space");
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect((await keys())[0]).toBe("mK5dR2xT");
    expect(await page.locator("[aria-sort]").count()).toBe(1);
  });

  test("what differs is marked with expected and actual, and can be filtered for", async () => {
    const { page, problems } = await open(demo, { comparisons });
    const meter = page.getByRole("row", { name: "8f7KmDED" });
    expect(await meter.locator('[data-column="maxValidDay"].differs').textContent()).toBe("actual 1095expected 730");
    expect(await meter.getByRole("rowheader").textContent()).toContain("dataFormat expected <b>Custom</b> actual null");
    await page.getByLabel("Only what differs (2)").check();
    expect(await page.getByRole("status").textContent()).toBe("2 of 8 products differ");
    expect(await page.getByRole("rowheader").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("Not expected in expectations.json")]),
    );
    expect(problems).toEqual([]);
  });

  test("without anything to compare with, there is nothing to filter", async () => {
    const { page } = await open(demo);
    expect(await page.locator("#only-marked").isVisible()).toBe(false);
  });

  test("of 10,000 products only those are drawn that are near, and each can be reached", async () => {
    const { page, problems } = await open(many);
    const drawn = () => page.locator("#rows tr").count();
    expect(await drawn()).toBeLessThan(200);
    const count = having("99");
    await page.getByLabel("Search").fill("meter 99");
    expect(await page.getByRole("status").textContent()).toBe(`${count} of 10,000 products match “meter 99”`);
    while (await page.locator("#more").isVisible()) await page.locator("#more").dispatchEvent("click");
    expect(await drawn()).toBe(count);
    await page.getByLabel("Search").fill("");
    const before = await drawn();
    expect(before).toBeLessThan(200);
    await page.locator("#more").scrollIntoViewIfNeeded();
    await page.waitForFunction((count) => document.querySelectorAll("#rows tr").length > count, before);
    expect(problems).toEqual([]);
  });

  test("on paper is all that matches, and no control", async () => {
    const { page } = await open(many, { comparisons });
    await page.getByLabel("Search").fill("meter 77");
    expect(
      Buffer.from(await page.pdf())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(await page.locator("#rows tr").count()).toBe(having("77"));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const control of ["#search", "#only-marked", "#more"])
      expect(await page.locator(control).isVisible()).toBe(false);
    expect(await page.getByRole("status").textContent()).toBe(`${having("77")} of 10,000 products match “meter 77”`);
    expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 320],
  ] as const)(
    "in %s colours, %i pixels wide, all texts have contrast and none is out of sight",
    async (colorScheme, width) => {
      const { page } = await open(
        [...demo, ...odd],
        { comparisons },
        { colorScheme, viewport: { width, height: 800 } },
      );
      expect(await page.evaluate(`(${faintTexts})()`)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(
        0,
      );
      await page.getByLabel("Search").fill("8f7KmDED");
      expect(await page.getByRole("columnheader").count()).toBe(6 + 3);
      expect(await page.getByRole("row", { name: "8f7KmDED" }).getByRole("cell").count()).toBe(5);
    },
  );
});
