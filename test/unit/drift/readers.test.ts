import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { aliyunSide, Check, enosSide } from "../../support/drift";
import type { SarifLog } from "../../support/sarif";

// What the readers of reports do with them, as their sources and documentation tell.

interface Run {
  readonly automationDetails?: { readonly id: string };
  readonly tool: { readonly driver: { readonly name: string } };
  readonly results: SarifLog["runs"][number]["results"];
}

/** github/codeql-action, src/upload-lib.ts: the id of a run wins over the input `category`; its last component does not count. */
const githubCategory = ({ automationDetails, tool }: Run, input: string): string => {
  const id = automationDetails?.id ?? `${input}/`;
  return `${tool.driver.name} ${id.slice(0, id.lastIndexOf("/") + 1)}`;
};

const runOf = (text: string): Run => JSON.parse(text).runs[0];

/** GitLab's parser of test reports: a case is its class and its name. */
const gitlabCases = (xml: string): string[] =>
  [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)].map(
    ([, classname, name]) => `${classname} ${name}`,
  );

let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide, [{ key: "keyA" }, { key: "keyB" }]);
  for (const name of ["a.json", "b.json"]) check.write(name, { version: 1, products: { keyA: { modelId: "other" } } });
});
afterEach(() => check.end());

const sarif = async (...args: string[]) => runOf((await check.run([...args, "--format", "sarif"])).stdout);

describe("code scanning of GitHub", () => {
  const category = async (orgId: string, ...files: string[]) => {
    check.environment = { ...check.environment, CONNECT_ENOS_ORG_ID: orgId };
    return githubCategory(await sarif(...files.flatMap((file) => ["--expectations", file])), "drift");
  };

  test("keeps the alerts of two environments, and of two files, apart, in one upload or in two", async () => {
    const categories = [await category("o1", "a.json"), await category("o2", "a.json"), await category("o1", "b.json")];
    expect(new Set(categories).size).toBe(3);
  });

  test("keeps the alerts of files with one name in several directories apart, from wherever the check runs", async () => {
    check.environment = { ...check.environment, GITHUB_WORKSPACE: check.directory };
    const expected = { version: 1, products: { keyA: { modelId: "other" } } };
    const names = ["apps/a/e.json", "apps/b/e.json", "e.json", "电.json", "水.json"];
    for (const name of names) {
      mkdirSync(join(check.directory, dirname(name)), { recursive: true });
      check.write(name, expected);
    }
    const categories: string[] = [];
    for (const name of names) categories.push(await category("o1", name));
    expect(new Set(categories).size).toBe(names.length);
    process.chdir("apps/b");
    expect(await category("o1", "e.json")).toBe(categories[1]);
  });

  test("replaces the alerts of an earlier run of the same check, whatever it finds", async () => {
    const before = await category("o1", "a.json", "b.json");
    check.write("a.json", { version: 1, products: { keyA: {}, keyB: { modelId: "another" } } });
    expect(await category("o1", "a.json", "b.json")).toBe(before);
  });

  test("is told of files outside of the checkout by their names, because it refuses other addresses", async () => {
    mkdirSync(join(check.directory, "checkout", "deep"), { recursive: true });
    process.chdir("checkout");
    check.environment = { ...check.environment, GITHUB_WORKSPACE: process.cwd() };
    check.write("deep/c d.json", { version: 1, products: { keyA: { modelId: "other" } } });
    const files = ["--expectations", "../a.json", "--expectations", join(process.cwd(), "deep", "c d.json")];
    const { stdout, stderr } = await check.run([...files, "--format", "sarif"]);
    const uris = runOf(stdout).results.map(({ locations = [] }) => locations[0]?.physicalLocation.artifactLocation);
    expect(uris).toEqual([
      { uri: "a.json", uriBaseId: "%SRCROOT%" },
      { uri: "deep/c%20d.json", uriBaseId: "%SRCROOT%" },
    ]);
    expect(stderr).toMatch(/^\.\.\/a\.json lies outside of .*checkout: SARIF and annotations have only its name\n$/);
    const annotations = (await check.run([...files, "--format", "github"])).stdout;
    expect(annotations.match(/^::error file=[^,]+/gm)).toEqual(["::error file=a.json", "::error file=deep/c d.json"]);
    expect((await check.run(files)).stderr).toBe("");
  });
});

describe("test reports of GitLab", () => {
  test.each([enosSide, aliyunSide])(
    "have each case once, also of one product in several files ($name)",
    async (side) => {
      await check.end();
      check = await Check.start(side, [{ key: "keyA" }, { key: "keyB" }]);
      const names = ["a.json", "b.json", "sub/a.json"];
      mkdirSync("sub");
      for (const name of names) check.write(name, { version: 1, products: { keyA: { modelId: "other" }, keyB: {} } });
      await check.lock([{ product: "keyA" }, { products: {} }]);
      const sources = [...names.flatMap((name) => ["--expectations", name]), "--lock", "connect.lock.json"];
      const cases = gitlabCases((await check.run([...sources, "--format", "junit"])).stdout);
      expect(cases).toHaveLength(9);
      expect(new Set(cases).size).toBe(9);
    },
  );

  test("have each case once where only the end of a long search tells two apart", async () => {
    const key = "k".repeat(300);
    const searches = ["x", "y"].map((end) => ({ products: { where: { nameContains: `${key}${end}` } } }));
    await check.lock(searches);
    check.environment = { ...check.environment, CONNECT_ENOS_SECRET_KEY: "another-secret-key" };
    const cases = gitlabCases((await check.run(["--format", "junit"])).stdout);
    expect(cases).toHaveLength(2);
    expect(new Set(cases).size).toBe(2);
  });
});
