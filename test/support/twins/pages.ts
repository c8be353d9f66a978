import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { anchorOf } from "../pages/anchors";
import type { Page } from "./differences";
import { partsOf } from "./parts";

const root = join(__dirname, "..", "..", "..");
const translated = "docs/zh-CN";
const page = (name: string): Page => ({ name, text: readFileSync(join(root, name), "utf8") });

/** Every Chinese page with the English one that it says the same as. */
export const twins: readonly { readonly english: Page; readonly chinese: Page }[] = [
  { english: page("README.md"), chinese: page("README.zh-CN.md") },
  ...readdirSync(join(root, translated), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ english: page(`docs/${name}`), chinese: page(`${translated}/${name}`) })),
];

const anchors = ({ text }: Page): string[] =>
  partsOf(text)
    .filter(({ kind }) => kind.startsWith("heading"))
    .map((heading) => anchorOf(heading.text.replace(/^#+ /, "")));

/** The target that a link of an English page has on the Chinese one: a Chinese page where there is one. */
function targetOnTwin(target: string, english: Page, chinese: Page): string {
  if (/^https?:/.test(target)) return target;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? english.name : posix.join(posix.dirname(english.name), path);
  const pair = twins.find((candidate) => candidate.english.name === file);
  const there = pair?.chinese.name ?? file;
  const heading = pair && anchor !== undefined ? anchors(pair.chinese)[anchors(pair.english).indexOf(anchor)] : anchor;
  const way = there === chinese.name ? "" : posix.relative(posix.dirname(chinese.name), there);
  return heading === undefined ? way : `${way}#${heading}`;
}

/** The English page with the links of its twin. */
export const withLinksOf = (english: Page, chinese: Page): Page => ({
  name: english.name,
  text: english.text
    .replace(/(?<=\]\()[^)\s]+(?=\))/g, (target) => targetOnTwin(target, english, chinese))
    .replace(/(?<=\b(?:src|srcset)=")[^"]+/g, (target) => targetOnTwin(target, english, chinese)),
});
