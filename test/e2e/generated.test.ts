import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const notCopied = ["node_modules", "dist", ".git", ".demo"];

const filesBelow = (directory: string): string[] =>
  statSync(directory).isDirectory()
    ? readdirSync(directory, { recursive: true, encoding: "utf8" })
        .map((file) => join(directory, file))
        .filter((file) => statSync(file).isFile())
    : [directory];

testWithEngine(
  "what is generated and committed is what generating gives now",
  () => {
    const copy = mkdtempSync(join(tmpdir(), "connect-generate-"));
    for (const name of readdirSync(root).filter((name) => !notCopied.includes(name)))
      cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
    execFileSync("npm", ["run", "--silent", "generate"], { cwd: copy, stdio: "pipe", env: environment });
    const stale = ["src", "docs", "README.md"]
      .flatMap((name) => filesBelow(join(copy, name)))
      .map((file) => relative(copy, file))
      .filter((file) => readFileSync(join(copy, file), "utf8") !== readFileSync(join(root, file), "utf8"));
    expect(stale).toEqual([]);
    rmSync(copy, { recursive: true });
  },
  60_000,
);
