import { table } from "../marked";
import type { Life } from "./life";
import type { Program } from "./programs";
import { isKnown, steps } from "./steps";

const titles = { terraform: "Terraform", tofu: "OpenTofu", node: "Node.js" };
const titleOf = ({ name, version }: Program): string => `${titles[name]} ${version}`;
const distinct = (programs: readonly Program[]): Program[] => [
  ...new Map(programs.map((program) => [titleOf(program), program])).values(),
];

/** A line with what was run, and a table of what came of it: a row for each engine, a column for each Node. */
export function printMatrix(lives: readonly Life[], circumstances: string): string {
  const nodes = distinct(lives.map(({ node }) => node));
  const rows = distinct(lives.map(({ engine }) => engine)).map((engine) => {
    const unknown = steps.filter((step) => !isKnown(step, engine)).map(({ name }) => name);
    return [titleOf(engine), ...nodes.map((node) => outcome(lives, engine, node)), unknown.join(", ")];
  });
  const head = ["", ...nodes.map(titleOf), "left out, because the engine does not have it"];
  return `${circumstances}: ${steps.map(({ name }) => name).join(", ")}.\n\n${table(head, rows)}`;
}

function outcome(lives: readonly Life[], engine: Program, node: Program): string {
  const life = lives.find((each) => each.engine === engine && each.node === node);
  if (life === undefined) return "not run";
  return life.failedAt === undefined ? "passed" : `failed at ${life.failedAt}`;
}
