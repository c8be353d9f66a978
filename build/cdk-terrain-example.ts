import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importCdktn } from "./import-cdktn";

const mark = "Generated from examples/cdktf by `npm run generate` of cdktf-connect.";

/** Files that a run of the example creates. */
const notCommitted = /tfstate|\.tgz$|^package-lock\.json$/;

/** Makes the example for CDK Terrain from that for CDKTF: only names differ. Gives its directory. */
export function generateExample(root: string): string {
  const [from, to] = ["cdktf", "cdk-terrain"].map((name) => join(root, "examples", name)) as [string, string];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isFile() && !notCommitted.test(entry.name))
      writeFileSync(join(to, entry.name), translate(entry.name, readFileSync(join(from, entry.name), "utf8"), root));
  return to;
}

function translate(name: string, text: string, root: string): string {
  if (name === "package.json") return translatePackage(text, root);
  if (name === "README.md") return `<!-- ${mark} -->\n\n${translatePage(text)}`;
  if (name.endsWith(".ts"))
    return `// ${mark}\n\n${importCdktn(text).replaceAll('"cdktf-connect"', '"cdktf-connect/cdktn"')}`;
  return text;
}

function translatePackage(text: string, root: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return importCdktn(text)
    .replace(/("cdktn": ")[^"]*/, (_, member) => member + devDependencies.cdktn)
    .replace("my-cdktf-app", "my-cdktn-app");
}

const translatePage = (text: string): string =>
  text
    // A paragraph about CDKTF alone.
    .replace(/^CDKTF was archived .*\n\n/m, "")
    .replaceAll("examples/cdktf", "examples/cdk-terrain")
    .replaceAll("CDKTF", "CDK Terrain")
    .replace(/\bcdktf(?=-cli| deploy)/g, "cdktn")
    .replace("`npm install --save-dev cdktn-cli`", "$&, which needs Node.js 22");
