import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORM } from "../../../src/bootstrap/mark";
import { productsIn } from "../../../src/lock/entry";
import { readLock } from "../../../src/lock/lock-file";
import { productAttributes } from "../../../src/product/product";
import { version } from "../../../src/version";
import { committed } from "../../support/upgrade/project";

const text = readFileSync(join(__dirname, "..", "..", "..", "CHANGELOG.md"), "utf8");
const headings = (level: string): string[] => text.split("\n").filter((line) => line.startsWith(`${level} `));

test("what is not released stands first, and the version of the package has its section", () => {
  const [first, second] = headings("##");
  expect(first).toBe("## [Unreleased]");
  expect(second).toMatch(new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$`));
});

test("changes are of the kinds that Keep a Changelog has", () => {
  const kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"].map((kind) => `### ${kind}`);
  expect(headings("###").filter((heading) => !kinds.includes(heading))).toEqual([]);
});

test("it says what the guide to upgrades sends its readers for: new forms and new attributes", () => {
  expect(text).toContain(`have form ${FORM}.`);
  const entries = [...readLock(join(committed, "connect.lock.json")).values()];
  const known = entries.flatMap(({ value }) => productsIn(value)).flatMap(Object.keys);
  expect(known.length).toBeGreaterThan(15);
  const added = Object.keys(productAttributes).filter((name) => !known.includes(name));
  expect(added.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
