import type { Program } from "../../../build/matrix/programs";
import { printMatrix } from "../../../build/matrix/report";
import { isKnown, steps } from "../../../build/matrix/steps";

const program = (name: Program["name"], version: string): Program => ({
  name,
  version,
  file: `/opt/${name}-${version}`,
});
const [node20, node24] = [program("node", "20.20.2"), program("node", "24.1.0")];
const [old, recent, tofu] = [program("terraform", "1.5.7"), program("terraform", "1.14.0"), program("tofu", "1.10.6")];

test("an engine has a row, a Node a column, and a failure the step that failed", () => {
  const lives = [
    { engine: old, node: node20 },
    { engine: old, node: node24, failedAt: "`plan`", reason: "…" },
    { engine: recent, node: node20 },
    { engine: recent, node: node24 },
  ];
  const [circumstances, , ...lines] = printMatrix(lives, "2026-01-02, linux x64").split("\n");
  expect(circumstances).toMatch(/^2026-01-02, linux x64: `install`, `init`, .*, `destroy`\.$/);
  expect(lines).toEqual([
    "|  | Node.js 20.20.2 | Node.js 24.1.0 | left out, because the engine does not have it |",
    "|---|---|---|---|",
    "| Terraform 1.5.7 | passed | failed at `plan` | mocks of `test`, an ephemeral secret |",
    "| Terraform 1.14.0 | passed | passed |  |",
  ]);
});

test("what was not run is not said to have passed", () => {
  const lives = [
    { engine: recent, node: node20 },
    { engine: tofu, node: node24 },
  ];
  expect(printMatrix(lives, "").split("\n").slice(-2)).toEqual([
    "| Terraform 1.14.0 | passed | not run |  |",
    "| OpenTofu 1.10.6 | not run | passed | an ephemeral secret |",
  ]);
});

test.each([
  ["mocks of `test`", "terraform", "1.6.6", "1.7.0"],
  ["mocks of `test`", "tofu", "1.7.9", "1.8.0"],
  ["an ephemeral secret", "terraform", "1.9.8", "1.10.0"],
  ["an ephemeral secret", "tofu", "1.10.6", "1.11.0"],
] as const)("%s: %s %s does not have it, %s does", (name, engine, before, since) => {
  const step = steps.find((each) => each.name === name);
  expect(step).toBeDefined();
  if (step === undefined) return;
  expect([before, since].map((version) => isKnown(step, program(engine, version)))).toEqual([false, true]);
});
