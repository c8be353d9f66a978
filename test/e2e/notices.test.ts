import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "esbuild";
import { unzipSync } from "fflate";
import { bundles, executable, makeBundle } from "../../build/bundles";
import { directoryOf } from "../../build/notices";
import { packedPackage } from "../support/app";

const root = join(__dirname, "..", "..");
const dist = join(packedPackage(), "dist");
const archive = `provider/${executable}.zip`;
const inArchive = unzipSync(readFileSync(join(dist, archive)));

afterAll(stop);

/** The package is bundled again; as that gives the same bytes, what esbuild says of it is true of what is packed. */
async function packagesIn(name: string): Promise<string[]> {
  const { content, packageFiles } = await makeBundle(name);
  const packed = name.startsWith("provider/")
    ? inArchive[name.replace("provider/", "")]
    : readFileSync(join(dist, name));
  expect(Buffer.compare(packed as Uint8Array, content)).toBe(0);
  return [...new Set(packageFiles.map(directoryOf))];
}

test.each(Object.keys(bundles))("%s comes with the name and the licence of every package in it", async (name) => {
  const archived = name.startsWith("provider/");
  const notices = [readFileSync(join(dist, "NOTICES.txt"), "utf8")];
  if (archived) notices.push(Buffer.from(inArchive["NOTICES.txt"] as Uint8Array).toString());
  for (const directory of await packagesIn(name)) {
    const manifest = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8"));
    const licence = readdirSync(join(root, directory)).find((file) => /^licen[cs]e/i.test(file));
    const text = readFileSync(join(root, directory, licence as string), "utf8").trim();
    for (const notice of notices) {
      const section = notice.split(/^=+\n/m).find((one) => one.startsWith(`${manifest.name} ${manifest.version}: `));
      expect(section).toContain(text);
    }
    const [line] = (notices[0] as string).match(new RegExp(`^${directory.replace("node_modules/", "")} .*`, "m")) ?? [];
    expect(line?.split(", ").map((word) => word.replace("in ", ""))).toContain(`dist/${archived ? archive : name}`);
  }
});

test("no other file of the package is a bundle", () => {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
  const compiled = new Set(
    files.filter((file) => file.endsWith(".d.ts")).map((file) => file.replace(/\.d\.ts$/, ".js")),
  );
  const others = files.filter((file) => file.endsWith(".js") && !compiled.has(file));
  expect(others.sort()).toEqual(
    Object.keys(bundles)
      .filter((name) => !name.startsWith("provider/"))
      .sort(),
  );
  const code = Object.keys(inArchive).filter((name) => !/\.(cmd|json|txt)$/.test(name));
  expect(code.map((name) => `provider/${name}`).sort()).toEqual(
    Object.keys(bundles)
      .filter((name) => name.startsWith("provider/"))
      .sort(),
  );
});
