import { execFileSync, spawn, spawnSync } from "node:child_process";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");

const textsOf = (...folders: readonly string[]): [name: string, text: string][] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((name) => name.endsWith(".test.ts") && name !== join("unit", "walls.test.ts"))
      .map((name): [string, string] => [name, readFileSync(join(root, name), "utf8")]),
  );
const namesWith = (texts: readonly [string, string][], word: RegExp): string[] =>
  texts.filter(([, text]) => word.test(text)).map(([name]) => name);

test("a unit test can start no program", async () => {
  await expect(once(spawn(process.execPath, ["--version"]), "spawn")).rejects.toMatchObject({ code: "ENOENT" });
  expect(() => spawnSync(process.execPath)).toThrow("starts no programs");
  expect(() => execFileSync(process.execPath)).toThrow("starts no programs");
});

test("a unit test knows no other machine", async () => {
  await expect(lookup("example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
  expect(await lookup("localhost", { family: 4 })).toEqual({ address: "127.0.0.1", family: 4 });
});

test("a unit test needs no build", () => {
  const tests = textsOf("unit", "contract", "fuzz");
  expect(tests.length).toBeGreaterThan(80);
  const built = /"dist"|\.\.\/dist|installProvider|support\/(app|emulator-process|plugin\/launch|terraform)\b/;
  expect(namesWith(tests, built)).toEqual([]);
});

test("no test has a stopwatch or a time limit of its own", () => {
  const tests = textsOf("unit", "contract", "fuzz", "e2e", "heavy");
  expect(namesWith(tests, /jest\.setTimeout|^ *\}, [\d_]+\);$/m)).toEqual([]);
  const reading = /performance\.now|hrtime/;
  expect(
    namesWith(
      tests.filter(([, text]) => !text.includes("stopClock()")),
      reading,
    ),
  ).toEqual([]);
});
