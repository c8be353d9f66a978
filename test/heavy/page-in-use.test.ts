import { comparisons, demo, having, many, open } from "../support/browser/catalogues";
import { closeBrowser, describeInChromium } from "../support/browser/open";

afterAll(closeBrowser);

describeInChromium(() => {
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
});
