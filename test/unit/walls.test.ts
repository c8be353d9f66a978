import { execFileSync, spawn, spawnSync } from "node:child_process";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders = [__dirname, join(__dirname, "..", "contract")];

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
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const tests = files.filter((file) => file.endsWith(".test.ts") && file !== __filename);
  expect(tests.length).toBeGreaterThan(80);
  const built = /"dist"|\.\.\/dist|placeProvider|emulator-process|support\/(app|terraform|plugin)\b/;
  expect(tests.filter((file) => built.test(readFileSync(file, "utf8")))).toEqual([]);
});
