import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDirectory } from "../support/directory";
import { startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must, runNode } from "../support/program";
import { someEngine, testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const files = ["--typescript", "İ.ts", "--tfvars", "p.tfvars.json", "--env", "p.env", "--hcl", "p.tf"];
const more = ["--expectations", "e.json", "--markdown", "p.md"];

/** The same products in another order: of the list, of their members, of the members of maps. */
const reversed = (value: unknown): unknown => {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
};

testWithEngine(
  "files stay true in another locale and time zone, for another order of answers, and formatted",
  async () => {
    const directory = newDirectory();
    const products = ["istanbul", "Izmir", "ığdır", "Ä", "z", "電表"].map((defaultValue, index) =>
      wireProduct(index, {
        productName: { defaultValue, i18nValue: { en_US: "x", zh_CN: "y" } },
        createTime: 1_600_000_000_000,
        productTags: { site: "I", line: "i" },
      }),
    );
    const emulator = await startEmulatorProcess(seedOf(products));
    try {
      const run = (environment: Record<string, string>, ...args: string[]) =>
        runNode([join(root, "dist", "cli.js"), "bootstrap", ...files, ...more, ...args], {
          directory,
          environment: { ...environmentOf(emulator.endpoint), ...environment },
        });
      expect(run({ LANG: "C", TZ: "UTC" })).toMatchObject({ status: 0 });
      const others = products.map((product) => reversed(product) as typeof product);
      await emulator.reseed(seedOf(others.reverse()));
      const turkish = { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" };
      const checked = run(turkish, "--check", "--json");
      expect(JSON.parse(checked.stdout).files.filter(({ status }: { status: string }) => status !== "current")).toEqual(
        [],
      );
      expect(checked.status).toBe(0);

      writeFileSync(join(directory, "biome.json"), '{"formatter":{"indentStyle":"space","lineWidth":40}}');
      must(join(root, "node_modules", ".bin", "biome"), ["format", "--write", "."], { directory });
      const expectations = join(directory, "e.json");
      writeFileSync(expectations, JSON.stringify(JSON.parse(readFileSync(expectations, "utf8"))));
      writeFileSync(
        join(directory, "p.tf"),
        readFileSync(join(directory, "p.tf"), "utf8").replace(/^ {2}/gm, "      "),
      );
      must(someEngine, ["fmt"], { directory });
      const formatted = run(turkish, "--check");
      expect(formatted.stdout).toMatch(/current +e\.json: reformatted, same facts/);
      expect(formatted.status).toBe(0);
    } finally {
      await emulator.end();
    }
  },
);
