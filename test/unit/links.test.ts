import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { anchorsOf } from "../support/pages/anchors";

const root = join(__dirname, "..", "..");
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
const pages = [...readdirSync(root), ...below("docs"), ...below("examples")].filter((name) => name.endsWith(".md"));

const targetsIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, source]) => (link ?? source) as string);

test("every link of a page to something of ours leads there", () => {
  expect(pages.length).toBeGreaterThan(10);
  const broken = pages.flatMap((page) =>
    targetsIn(readFileSync(join(root, page), "utf8").replace(/^ *```[\s\S]*?^ *```$/gm, ""))
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? join(root, page) : join(root, dirname(page), path);
        if (relative(root, file).startsWith("..") || !existsSync(file)) return true;
        return (
          anchor !== undefined &&
          (statSync(file).isDirectory() || !anchorsOf(readFileSync(file, "utf8")).includes(anchor))
        );
      })
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});
