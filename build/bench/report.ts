import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { table, withSection } from "../marked";
import { givenRuns } from "./rounds";

/** What was measured: its name, the median with its unit, the ratio to its baseline, and what it should be. */
export interface Row {
  readonly what: string;
  readonly median: string;
  readonly ratio?: number;
  readonly goal?: string;
}

const file = join(__dirname, "..", "..", "bench", "README.md");

/** Prints the rows and puts them into the page, between the marks of their section. */
export function writeTable(section: string, rows: readonly Row[]): void {
  const cells = rows.map(({ what, median, ratio, goal = "" }) => {
    const shown = ratio === undefined ? "" : `${ratio.toFixed(2)} ×`;
    return [what, median, shown, goal];
  });
  const text = `${circumstances()}\n\n${table(["", "median", "ratio", "goal"], cells)}`;
  console.log(`${section}: ${text}\n`);
  writeFileSync(file, withSection(readFileSync(file, "utf8"), section, "npm run bench", text));
}

function circumstances(): string {
  const { stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
  const terraform = JSON.parse(stdout).terraform_version;
  const machine = `${process.platform} ${process.arch} with ${cpus().length} cores (load ${loadavg()[0]?.toFixed(1)} at the end)`;
  const rounds = givenRuns === undefined ? "" : `, BENCH_RUNS=${givenRuns}`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${machine}, Node ${process.versions.node}, Terraform ${terraform}, NODE_EXTRA_CA_CERTS unset${rounds}.`;
}
