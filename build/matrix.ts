// Every engine with every Node in MATRIX_PATH and PATH, through the life of a configuration. Writes docs/guides/versions.md.
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { version } from "../src/version";
import { withSection } from "./marked";
import { type Life, live } from "./matrix/life";
import { programsIn } from "./matrix/programs";
import { printMatrix } from "./matrix/report";

const page = join(__dirname, "..", "docs", "guides", "versions.md");

async function matrix(): Promise<void> {
  const { MATRIX_PATH = "", PATH = "" } = process.env;
  const programs = programsIn([MATRIX_PATH, PATH].join(delimiter).split(delimiter));
  const engines = programs.filter(({ name }) => name !== "node");
  if (engines.length === 0) throw new Error("There is neither terraform nor tofu in MATRIX_PATH or PATH.");
  const lives: Life[] = [];
  for (const engine of engines)
    for (const node of programs.filter(({ name }) => name === "node")) {
      const life = await live(engine, node);
      lives.push(life);
      const outcome = life.failedAt === undefined ? "passed" : `failed at ${life.failedAt}\n${life.reason}`;
      console.log(`${engine.name} ${engine.version}, Node ${node.version}: ${outcome}`);
    }
  const date = new Date().toISOString().slice(0, 10);
  const text = printMatrix(lives, `${date}, ${process.platform} ${process.arch}, cdktf-connect ${version}`);
  writeFileSync(page, withSection(readFileSync(page, "utf8"), "matrix", "npm run matrix", text));
  if (lives.some(({ failedAt }) => failedAt !== undefined)) process.exitCode = 1;
}

void matrix();
