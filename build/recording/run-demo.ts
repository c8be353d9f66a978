import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** What the demo prints, with its colours. */
export const runDemo = (): string =>
  execFileSync(process.execPath, ["build/run.cjs", "examples/quickstart/demo.ts"], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: undefined },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
