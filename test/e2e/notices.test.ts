import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "esbuild";
import { unzipSync } from "fflate";
import { type Bundle, makeBundles } from "../../build/bundles";
import { directoryOf } from "../../build/notices";
import { executable } from "../../src/mirror/package";
import { packedPackage } from "../support/app";

const root = join(__dirname, "..", "..");
const dist = join(packedPackage(), "dist");
const archive = `provider/${executable}.zip`;
const inArchive = unzipSync(readFileSync(join(dist, archive)));

const made = makeBundles();

afterAll(stop);

/** The package is bundled again; as that gives the same bytes, what esbuild says of it is true of what is packed. */
function packagesIn(name: string, { content, packageFiles }: Bundle): string[] {
  const packed = name.startsWith("provider/")
    ? inArchive[name.replace("provider/", "")]
    : readFileSync(join(dist, name));
  expect(Buffer.compare(packed as Uint8Array, content)).toBe(0);
  return [...new Set(packageFiles.map(directoryOf))];
}

test("every bundle comes with the names and the licences of the packages in it", async () => {
  for (const [name, bundle] of await made) checkNotices(name, packagesIn(name, bundle));
});

function checkNotices(name: string, directories: readonly string[]): void {
  const archived = name.startsWith("provider/");
  const notices = [readFileSync(join(dist, "NOTICES.txt"), "utf8")];
  if (archived) notices.push(Buffer.from(inArchive["NOTICES.txt"] as Uint8Array).toString());
  for (const directory of directories) {
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
}

test("no other file of the package is a bundle", async () => {
  const names = [...(await made).keys()];
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
  const compiled = new Set(
    files.filter((file) => file.endsWith(".d.ts")).map((file) => file.replace(/\.d\.ts$/, ".js")),
  );
  const others = files.filter((file) => file.endsWith(".js") && !compiled.has(file));
  expect(others.sort()).toEqual(names.filter((name) => !name.startsWith("provider/")).sort());
  const code = Object.keys(inArchive).filter((name) => !/\.(cmd|json|txt)$/.test(name));
  expect(code.map((name) => `provider/${name}`).sort()).toEqual(
    names.filter((name) => name.startsWith("provider/")).sort(),
  );
});
