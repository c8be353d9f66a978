import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { blocksOf, isExcerpt } from "../support/pages/blocks";
import { type Desk, makeDesk } from "../support/pages/desk";
import { Reader } from "../support/pages/reader";
import { engines, someEngine, testWithEngine } from "../support/terraform";

const blocks = blocksOf(readFileSync(join(__dirname, "..", "..", "README.md"), "utf8"));
const sections = [...new Set(blocks.map(({ section }) => section))];
const inSection = (name: string) => blocks.filter(({ section }) => section === name);

/** These two are not followed here: the first is test/e2e/demo.test.ts, the second is this very run. */
const elsewhere = ["npm ci && npm run demo\n", "npm ci && npm test\n"];
const first = "First: the package and a platform";

let desk: Desk;
let reader: Reader;
beforeAll(async () => {
  desk = await makeDesk();
  reader = new Reader(desk.clone, desk.port, desk.environment, someEngine);
  for (const block of inSection(first)) await reader.follow(block);
});
afterAll(() => reader.end());

test("begins with the two commands, and every other block is in a section that is followed", () => {
  expect(inSection("").map(({ text }) => text)).toEqual(elsewhere);
  expect(sections).toEqual(["", first, ...doors.map(([name]) => name)]);
  expect(blocks.filter(isExcerpt)).toEqual([]);
});

/** With whether a door needs an engine. */
const doors: [section: string, testDoor: typeof testWithEngine][] = [
  ["CDK Terrain and CDKTF", testWithEngine],
  ["Terraform and OpenTofu", testWithEngine],
  ["Drift check in CI", test],
  ["Bootstrap an environment", test],
  ["Aliyun IoT", testWithEngine],
];

/** The next door opens from where this one ends, so all can be read one after the other. */
async function follow(section: string): Promise<void> {
  const door = inSection(section);
  expect(door.map(({ language }) => language)).toContain("sh");
  for (const block of door) await reader.follow(block);
  expect(dirname(reader.directory)).toBe(dirname(desk.clone));
  expect(basename(reader.directory)).not.toBe("clone");
}

for (const [section, testDoor] of doors) testDoor(`${section}: every block does what it says`, () => follow(section));

(engines.length > 1 ? test : test.skip)("tofu opens the door of Terraform, as the page says", async () => {
  reader.run(`rm -r ../hcl; cd ${desk.clone}`);
  reader.engine = "tofu";
  await follow("Terraform and OpenTofu");
});
