// The pictures of the page that `bootstrap --html` writes: the products of the demo, two of which were changed after they were expected
// to be as they are. Needs a Chromium in PATH. Its fonts are those of the machine, so `npm run generate` does not make the pictures.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as browsers } from "playwright-core";
import { compare, sourcesOfPage } from "../src/bootstrap/comparison";
import { printExpected } from "../src/bootstrap/expectations";
import { printHtml } from "../src/bootstrap/html";
import { type Inventory, readInventory } from "../src/bootstrap/inventory";
import demo from "../src/emulator/enos/demo.json";
import { startEmulator } from "../src/emulator/enos/emulator";
import { resolveTarget } from "../src/reader/target";

const { chromium } = require("./chromium.cjs") as { readonly chromium?: string };
const images = join(__dirname, "..", "docs", "images");

const changes: Readonly<Record<string, object>> = {
  "8f7KmDED": { maxValidDay: 365, defaultValidDay: 365 },
  t7Wn0CkE: { modelId: "battery_rack_v2" },
};
const changed = demo.products.map((product) => ({ ...product, ...changes[product.productKey] }));

async function makePage(directory: string): Promise<string> {
  const emulator = await startEmulator({ seed: demo });
  const [account] = demo.accounts;
  const target = resolveTarget(
    {
      enos: {
        endpoint: emulator.endpoint,
        orgId: account?.orgIds[0],
        accessKey: account?.accessKey,
        secretKey: account?.secretKey,
      },
    },
    {},
  );
  // The port of the emulator is another one each time.
  const read = async (): Promise<Inventory> => {
    const inventory = await readInventory(target, { products: {} });
    return { ...inventory, origin: { ...inventory.origin, endpoint: "https://apim.example.com/" } };
  };
  const expectations = join(directory, "expectations.json");
  writeFileSync(
    expectations,
    printExpected(await read(), () => {}),
  );
  emulator.reload({ ...demo, products: changed });
  const inventory = await read();
  await emulator.close();
  return printHtml({ ...inventory, comparisons: await compare(inventory, sourcesOfPage(expectations, directory)) });
}

async function draw(): Promise<void> {
  if (chromium === undefined) throw new Error("There is no Chromium in PATH.");
  const directory = mkdtempSync(join(tmpdir(), "connect-page-"));
  try {
    const html = await makePage(directory);
    const browser = await browsers.launch({ executablePath: chromium });
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({
        colorScheme,
        viewport: { width: 1000, height: 600 },
      });
      await page.setContent(html);
      await page.screenshot({ path: join(images, `page-${colorScheme}.png`), fullPage: true });
    }
    await browser.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

void draw();
