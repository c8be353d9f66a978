import { readdirSync } from "node:fs";
import { join } from "node:path";
import { emulators } from "../../../src/emulator/list";
import { blocks } from "../../../src/platforms/blocks";
import { platforms } from "../../../src/platforms/list";

const src = join(__dirname, "..", "..", "..", "src");
const foldersWith = (folder: string, file: string): string[] =>
  readdirSync(join(src, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(src, folder, entry.name)).includes(file))
    .map(({ name }) => name);

const names = blocks.map(({ name }) => name);
const opened = emulators.map((emulator) => emulator.open({}));

test("every platform is in the three lists, in the same order", () => {
  expect(names.length).toBeGreaterThan(1);
  expect(platforms.map(({ name }) => name)).toEqual(names);
  expect(opened.map(({ name }) => name)).toEqual(names);
  expect(emulators.map(({ title }) => title)).toEqual(blocks.map(({ title }) => title));
});

test.each([
  ["platforms", "platform.ts"],
  ["emulator", "emulator.ts"],
])("every folder of %s that has a %s is in the lists", (folder, file) => {
  expect(foldersWith(folder, file).sort()).toEqual([...names].sort());
});

test("no two emulators want the same flag, or the same key of a seed", () => {
  for (const all of [emulators.flatMap(({ flags }) => Object.keys(flags)), opened.flatMap(({ seedKeys }) => seedKeys)])
    expect(all).toEqual([...new Set(all)]);
});
