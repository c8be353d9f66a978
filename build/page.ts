// The page of `bootstrap --html`: its markup, style and script, each as a text that src/bootstrap/html.ts puts together.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Browsers of 2022 and later. */
const target = ["es2022", "chrome100", "firefox100", "safari15.6"];

/** The module with the three texts. */
export async function pageModule(root: string): Promise<string> {
  const folder = join(root, "src", "bootstrap", "page");
  const bundle = async (file: string) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [join(folder, file)],
      bundle: true,
      minify: true,
      format: "iife",
      target,
      legalComments: "none",
      write: false,
    });
    return (outputFiles[0]?.text ?? "").trim();
  };
  const texts = {
    markup: readFileSync(join(folder, "page.html"), "utf8").trim(),
    style: await bundle("style/page.css"),
    script: await bundle("dom/main.ts"),
  };
  const lines = Object.entries(texts).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`);
  return `// Generated from this folder by \`npm run generate\`.\n\n/** The parts of the page. */\n${lines.join("")}`;
}
