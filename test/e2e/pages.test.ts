import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Block, blocksOf, isExcerpt } from "../support/pages/blocks";
import { type Desk, makeDesk } from "../support/pages/desk";
import { engineCommand, Reader } from "../support/pages/reader";
import { someEngine, testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const inRoot = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
// The Chinese pages have the same blocks: test/unit/repository/chinese.test.ts.
const pages = new Map(
  readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.startsWith("zh-CN"))
    .sort()
    .map((name): [string, Block[]] => [name, blocksOf(inRoot("docs", name))]),
);
const blocksIn = (name: string): readonly Block[] => pages.get(name) ?? [];

/** Pages with one block, which is the file that test/e2e/examples.test.ts applies. */
const ofExamples: Readonly<Record<string, readonly string[]>> = {
  "data-sources/product.md": ["data-sources", "connect_product", "data-source.tf"],
  "data-sources/products.md": ["data-sources", "connect_products", "data-source.tf"],
  "ephemeral-resources/product_secret.md": ["ephemeral-resources", "connect_product_secret", "ephemeral-resource.tf"],
  "index.md": ["provider", "provider.tf"],
};

/** Pages that a test of their own follows. */
const elsewhere: Readonly<Record<string, string>> = {
  "guides/emulator.md": "emulator-guide.test.ts",
  "guides/upgrade.md": "upgrade.test.ts",
};

/** All others with blocks to run are followed here, from their first block to their last. */
const followed = [...pages.keys()].filter(
  (name) => !(name in ofExamples) && !(name in elsewhere) && blocksIn(name).some((block) => !isExcerpt(block)),
);
const needsEngine = (name: string) => blocksIn(name).some(({ text }) => text.search(engineCommand) >= 0);

test("few blocks are excerpts, and the others are run", () => {
  for (const [name, file] of Object.entries(elsewhere))
    if (pages.has(name)) expect(readdirSync(__dirname)).toContain(file);
  const here = new Map([...pages].filter(([name]) => !(name in elsewhere)));
  const excerpts = [...here].flatMap(([name, blocks]) =>
    blocks.filter(isExcerpt).map(({ text }) => `${name}: ${text.split("\n")[0]}`),
  );
  expect(excerpts).toEqual([
    "guides/bootstrap.md: - run: npx --no-install cdktf-connect bootstrap --typescript src/products.ts --check",
    "guides/drift.md: jq '[.prior_state.values.root_module.resources[] | select(.type == \"connect_product\") | {address, drift: .values.drift}]' checks/plan.json",
    "guides/drift.md: deny contains message if {",
    "guides/drift.md: - uses: ./node_modules/cdktf-connect",
    "guides/live-contract.md: export CONNECT_ENOS_ENDPOINT=https://apim.example.com CONNECT_ENOS_ORG_ID=o15000000000001",
    "guides/live-contract.md: What documents state",
    "guides/locks-mirrors-bots.md: terraform providers lock -platform=linux_amd64 -platform=darwin_arm64 -platform=windows_amd64 hashicorp/aws",
    "guides/locks-mirrors-bots.md: provider_installation {",
    "guides/locks-mirrors-bots.md: - package-ecosystem: terraform",
    "guides/locks-mirrors-bots.md: {",
    "guides/standalone.md: npm install --save-dev postject",
    "guides/standalone.md: npx cdktf-connect install --standalone --platform linux_arm64 --node node-v24.21.0-linux-arm64/bin/node",
    'guides/synth-time-values.md: Warning: Product "8f7KmDED": max_valid_day is not as expected',
    "guides/versions.md: MATRIX_PATH=/opt/engines:/opt/node-24/bin npm run matrix",
  ]);
});

test.each(Object.entries(ofExamples))("%s shows the example", (name, example) => {
  expect(blocksIn(name).map(({ text }) => text)).toEqual([inRoot("examples", ...example)]);
});

describe("following", () => {
  let desk: Desk;
  let first: readonly Block[];
  let emulator: Reader;
  const readerIn = (directory: string) => new Reader(directory, desk.port, desk.environment, someEngine);

  beforeAll(async () => {
    desk = await makeDesk();
    // What every page asks for first, with the emulator in a terminal of its own.
    first = blocksOf(inRoot("README.md")).filter(({ section }) => section.startsWith("First:"));
    emulator = readerIn(desk.clone);
    for (const block of first) await emulator.follow(block);
  });
  afterAll(() => emulator.end());

  for (const name of followed)
    (needsEngine(name) ? testWithEngine : test)(`${name}: every block does what it says`, async () => {
      const reader = readerIn(desk.clone);
      reader.run(first.at(-1)?.text.replaceAll("8640", String(desk.port)) ?? "");
      const [, install] = /`(npm install [^`]+)`/.exec(inRoot("docs", name)) ?? [];
      if (install !== undefined) {
        reader.directory = join(dirname(desk.clone), name.replace(/\W/g, "-"));
        mkdirSync(reader.directory);
        reader.run(install);
      }
      for (const block of blocksIn(name)) if (!isExcerpt(block)) await reader.follow(block);
    });
});
