import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { newDirectory } from "../directory";

const { chromium: executablePath } = require("../../../build/chromium.cjs") as { readonly chromium?: string };

/** Tests that are skipped, counted and named where there is no Chromium. */
export const describeInChromium = (tests: () => void): void =>
  (executablePath === undefined ? describe.skip : describe)("in Chromium", tests);

let browser: Browser | undefined;

/** For `afterAll`. */
export const closeBrowser = async (): Promise<void> => browser?.close();

/** A page that was opened from a file, and what it should not do. */
export interface Opened {
  readonly page: Page;
  /** messages of the browser and of the page, requests for anything but the file that were sent, and dialogs */
  readonly problems: readonly string[];
}

export async function openPage(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  browser ??= await chromium.launch({ executablePath });
  const file = join(newDirectory(), "page.html");
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const problems: string[] = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en", ...options });
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("requestfinished", (request) => request.url() !== address && problems.push(`request for ${request.url()}`));
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure() ?? {};
    // The policy of the page stopped it, and nothing was sent.
    if (errorText !== "csp") problems.push(`request for ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, problems };
}
