import { namesOf } from "../../src/bootstrap/page/names";
import { piecesOf } from "../../src/bootstrap/page/pieces";
import { comparisons, demo, odd, open } from "../support/browser/catalogues";
import { faintTexts } from "../support/browser/contrast";
import { closeBrowser, describeInChromium } from "../support/browser/open";

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
