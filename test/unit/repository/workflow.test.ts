import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const text = read(".github", "workflows", "ci.yml");
const { permissions, jobs } = parse(text);
const { steps, strategy, permissions: own } = jobs.test;
const { scripts, engines } = JSON.parse(read("package.json"));
const commands: string[] = steps.flatMap(({ run }: { run?: string }) => run ?? []);

test("the workflow runs the two commands of the README, and only scripts there are", () => {
  expect(commands).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
  const readme = read("README.md");
  for (const command of commands) {
    expect(readme).toContain(`\n${command}\n`);
    const names = [...command.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name as string);
    expect(names.filter((name) => name !== "ci" && scripts[name] === undefined)).toEqual([]);
  }
});

test("it runs on every major version of Node that is promised, the oldest included", () => {
  expect(strategy.matrix.node).toEqual([20, 22, 24]);
  expect(engines.node).toMatch(new RegExp(`^>=${strategy.matrix.node[0]}\\.`));
});

test("every action is pinned to a commit, with its version beside it", () => {
  const uses = text.split("\n").filter((line) => line.includes("uses:"));
  expect(uses).toHaveLength(4);
  for (const line of uses) expect(line).toMatch(/ uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("it may read the repository and nothing else, and no command holds text of a pull request", () => {
  expect(permissions).toEqual({ contents: "read" });
  expect(own).toBeUndefined();
  expect(Object.keys(jobs)).toEqual(["test"]);
  expect(text).not.toContain("secrets.");
  expect(commands.filter((command) => command.includes("${{"))).toEqual([]);
});

test("both engines are set up without their wrappers, OpenTofu in one job", () => {
  const settings = (name: string) => steps.find(({ uses = "" }: { uses?: string }) => uses.startsWith(`${name}@`));
  expect(settings("hashicorp/setup-terraform").with.terraform_wrapper).toBe(false);
  expect(settings("opentofu/setup-opentofu")).toMatchObject({ if: "matrix.tofu", with: { tofu_wrapper: false } });
  expect(strategy.matrix.include).toHaveLength(1);
});
