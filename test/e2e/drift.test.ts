import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import demoSeed from "../../src/emulator/enos/demo.json";
import { packedPackage } from "../support/app";
import { newDirectory } from "../support/directory";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { seedOf, wireProduct } from "../support/enos";
import { cleanEnvironment, run, runNode } from "../support/program";

const root = join(__dirname, "..", "..");
const cli = join(root, "dist", "cli.js");
const example = join(root, "examples", "drift-check");
const [account] = demoSeed.accounts;

let emulator: EmulatorProcess;
let directory: string;
let environment: NodeJS.ProcessEnv;

const enosAt = (endpoint: string, { accessKey, secretKey, orgIds }: (typeof demoSeed.accounts)[number]) => ({
  CONNECT_ENOS_ENDPOINT: endpoint,
  CONNECT_ENOS_ORG_ID: orgIds[0] as string,
  CONNECT_ENOS_ACCESS_KEY: accessKey,
  CONNECT_ENOS_SECRET_KEY: secretKey,
});
/** The products of the demo, one of them changed in the emulator that is running. */
const become = (change: object) =>
  emulator.reseed({
    ...demoSeed,
    products: demoSeed.products.map((product, index) => (index === 0 ? { ...product, ...change } : product)),
  });

beforeEach(() => {
  directory = newDirectory();
});

describe("the command", () => {
  beforeAll(async () => {
    emulator = await startEmulatorProcess(demoSeed);
    environment = enosAt(emulator.endpoint, account as never);
  });
  afterAll(() => emulator.end());
  beforeEach(() => become({}));
  const drift = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runNode([cli, "drift", ...args], { directory, environment: { ...environment, ...more } });
  const expectations = (products: object) =>
    writeFileSync(join(directory, "e.json"), JSON.stringify({ version: 1, products }));

  test.each([
    ["0 when all is as written down", { "8f7KmDED": { modelId: "smart_meter_v2" } }, {}, 0],
    ["2 when it is not", { "8f7KmDED": { modelId: "another" } }, {}, 2],
    ["1 when nobody answers", { "8f7KmDED": {} }, { CONNECT_ENOS_ENDPOINT: "http://127.0.0.1:9" }, 1],
    ["1 when the key is wrong", { "8f7KmDED": {} }, { CONNECT_ENOS_SECRET_KEY: "another-secret-key" }, 1],
    [
      "1 when nothing says where to read",
      { "8f7KmDED": {} },
      { CONNECT_ENOS_ENDPOINT: "", CONNECT_ENOS_ORG_ID: "" },
      1,
    ],
    ["1 when the file cannot be understood", { "8f7KmDED": { model: "M" } }, {}, 1],
  ])("ends with %s", (_, products, more, code) => {
    expectations(products);
    const { status, stdout, stderr } = drift(["--expectations", "e.json"], more);
    expect({ status, stdout, stderr }).toMatchObject({ status: code });
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing for a terminal where there is none
    expect(stdout + stderr).not.toMatch(/[\u001b\r]/);
  });

  test("ends with 3 and tells how to use it when the command line is wrong", () => {
    const { status, stdout, stderr } = drift(["--expectations", "none.json"]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(
      /^cdktf-connect: --expectations: there is no file none\.json\nRun "cdktf-connect drift --help"/,
    );
  });

  test("has the schema of its JSON in the package", () => {
    expect(existsSync(join(packedPackage(), "schemas", "drift-report.schema.json"))).toBe(true);
  });
});

describe("a thousand products", () => {
  const products = Array.from({ length: 1_000 }, (_, number) => wireProduct(number));
  const seed = seedOf(products);
  let names: string[];
  beforeAll(async () => {
    emulator = await startEmulatorProcess(seed);
    environment = enosAt(emulator.endpoint, seed.accounts[0] as never);
    names = products.map(({ productKey }) => productKey);
  });
  afterAll(() => emulator.end());
  const write = (expected: object, query?: object) =>
    writeFileSync(
      join(directory, "e.json"),
      JSON.stringify({ version: 1, query, products: Object.fromEntries(names.map((name) => [name, expected])) }),
    );
  const pipe = (script: string) =>
    run("bash", ["-c", `"${process.execPath}" "${cli}" drift --expectations e.json ${script}`], {
      directory,
      // bash itself warns of a locale that is not installed.
      environment: { ...environment, LC_ALL: undefined },
    });

  test.each([
    ["each by its key", undefined],
    ["in one list", { products: {} }],
  ])("are compared %s", (_, query) => {
    write({ modelId: "M" }, query);
    const { status, stdout } = pipe("");
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("No drift in 1000 products"),
    });
  });

  test.each(["text", "json", "sarif", "junit", "markdown", "github"])(
    "and %s for a reader who goes away at once does no harm: no stack, and the files are written",
    (format) => {
      write({ modelId: "another" }, { products: {} });
      const { stderr } = pipe(`--format ${format} --format json=out.json | head -c 1 >/dev/null`);
      expect(stderr).toBe("");
      expect(JSON.parse(readFileSync(join(directory, "out.json"), "utf8")).counts.changed).toBe(1_000);
    },
  );

  test("are reported whole to a reader who takes his time", async () => {
    write({ modelId: "another" }, { products: {} });
    const child = spawn(process.execPath, [cli, "drift", "--expectations", "e.json", "--format", "json"], {
      cwd: directory,
      env: { ...cleanEnvironment, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    for await (const chunk of child.stdout) {
      text += chunk;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(JSON.parse(text).findings).toHaveLength(1_000);
  });
});

describe("the example", () => {
  let check: string;
  beforeAll(async () => {
    emulator = await startEmulatorProcess(demoSeed);
    environment = enosAt(emulator.endpoint, account as never);
  });
  afterAll(() => emulator.end());
  beforeEach(async () => {
    await become({});
    check = join(directory, "drift-check");
    cpSync(example, check, { recursive: true });
    // What `npm ci` would have put there.
    mkdirSync(join(check, "node_modules", ".bin"), { recursive: true });
    symlinkSync(cli, join(check, "node_modules", ".bin", "cdktf-connect"));
    // Its rule ends one day, and this test shall not end with it.
    const rules = join(check, "drift.ignore.yaml");
    const year = new Date().getUTCFullYear() + 1;
    writeFileSync(rules, readFileSync(rules, "utf8").replace(/expires: \d{4}/, `expires: ${year}`));
  });
  const runIn = (shell: string, script: string, more: NodeJS.ProcessEnv = {}) =>
    run(shell, ["-ec", script], { directory: check, environment: { ...environment, ...more } });

  interface Step {
    readonly id?: string;
    readonly name?: string;
    readonly if?: string;
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Record<string, string>;
    readonly env?: Record<string, string>;
  }
  const workflow = parse(readFileSync(join(example, "drift.yml"), "utf8"));
  const steps: Step[] = workflow.jobs.drift.steps;
  const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const ofAction: Step[] = action.runs.steps;

  /** Runs the steps of the action as the runner would: each with its files, what stands in `${{ … }}` put in, `if` judged. */
  const runAction = (given = steps.find(({ uses }) => uses?.startsWith("./"))?.with ?? {}) => {
    const [output, summary] = [join(directory, "output"), join(directory, "summary")];
    for (const file of [output, summary]) writeFileSync(file, "");
    const code = () => /^code=(\d)$/m.exec(readFileSync(output, "utf8"))?.[1] ?? "";
    const inputs: Record<string, string> = {
      ...Object.fromEntries(
        Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [name, input.default]),
      ),
      ...given,
    };
    const filledIn = (text: string) =>
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) =>
        name === "steps.compare.outputs.code" ? code() : (inputs[name.replace("inputs.", "")] as string),
      );
    const outcomes: Record<string, { status: number | null; stdout: string; stderr: string }> = {};
    const uploaded: Record<string, string> = {};
    for (const { name = "", if: condition = "", run: script, env = {}, with: files } of ofAction) {
      if (condition.includes("fromJSON") && !condition.includes(`"${code()}"`)) continue;
      if (condition.includes("code-scanning") && inputs["code-scanning"] !== "true") continue;
      if (script === undefined) uploaded[name] = filledIn(files?.sarif_file ?? files?.path ?? "");
      else
        outcomes[name] = runIn("bash", script, {
          ...Object.fromEntries(Object.entries(env).map(([variable, value]) => [variable, filledIn(value)])),
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          GITHUB_WORKSPACE: check,
          RUNNER_TEMP: directory,
        });
    }
    return { outcomes, uploaded, summary: readFileSync(summary, "utf8") };
  };

  test("has a workflow whose action is content as long as nothing has drifted, and pins what it uses", () => {
    const { outcomes, uploaded, summary } = runAction();
    expect(outcomes).toMatchObject({ Compare: { status: 0 }, Result: { status: 0 } });
    expect(Object.keys(uploaded)).toEqual(["Alerts", "Reports"]);
    expect(summary).toMatch(/^## No drift in 4 products \(1 ignored\)\n/);
    for (const { uses } of [...steps, ...ofAction])
      if (uses) expect(uses).toMatch(/^(\.\/node_modules\/cdktf-connect|[\w-]+\/[\w/-]+@v\d+)$/);
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).files).toContain("action.yml");
  });

  test("has an action that shows drift on the lines, in the summary, as alerts and as JUnit", async () => {
    await become({ modelId: "smart_meter_v9" });
    const { outcomes, uploaded, summary } = runAction();
    expect(outcomes).toMatchObject({ Compare: { status: 0 }, Result: { status: 2 } });
    expect(outcomes.Compare?.stdout).toMatch(
      /^::error file=drift\.expect\.json,line=7,title=Drift%3A changed::.*smart_meter_v9/m,
    );
    expect(summary).toContain('| `"8f7KmDED"` | modelId |');
    const [{ results }] = JSON.parse(readFileSync(join(check, uploaded.Alerts as string), "utf8")).runs;
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["changed"]);
    for (const name of ["drift.xml", "drift.json", "drift.sarif", "drift.md"])
      expect(existsSync(join(check, uploaded.Reports as string, name))).toBe(true);
    expect(runAction({ "code-scanning": "false", arguments: "--expectations drift.expect.json" }).uploaded).toEqual({
      Reports: "drift-reports/",
    });
  });

  test("has an action that closes no alert when the platform could not be read", () => {
    environment = { ...environment, CONNECT_ENOS_SECRET_KEY: "another-secret-key" };
    const { outcomes, uploaded, summary } = runAction();
    environment = enosAt(emulator.endpoint, account as never);
    expect(outcomes).toMatchObject({ Compare: { status: 0 }, Result: { status: 1 } });
    expect(Object.keys(uploaded)).toEqual(["Reports"]);
    expect(summary).toMatch(/^## Not all could be checked: 4 denied/);
  });

  test("has an action whose arguments are words, not commands", () => {
    writeFileSync(join(check, "a b.json"), readFileSync(join(check, "drift.expect.json")));
    const { outcomes } = runAction({ arguments: "--expectations 'a b.json' --ignore drift.ignore.yaml" });
    expect(outcomes).toMatchObject({ Result: { status: 0 } });
    runAction({ arguments: "$(touch evil) ; touch evil `touch evil`" });
    expect(existsSync(join(check, "evil"))).toBe(false);
  });

  test("has a line for cron that prints something only when there is something to tell", async () => {
    const line =
      readFileSync(join(example, "crontab"), "utf8")
        .split("\n")
        .find((text) => /^[\d*]/.test(text)) ?? "";
    const command = line.replace(/^(\S+ ){5}/, "");
    // To cron a percent sign ends the line.
    expect(command).not.toContain("%");
    const settings = Object.entries(environment).filter(([name]) => name.startsWith("CONNECT_"));
    writeFileSync(join(check, "connect.env"), settings.map(([name, value]) => `export ${name}=${value}\n`).join(""));
    const cron = () => run("sh", ["-c", command], { environment: { HOME: directory } });
    expect(cron()).toMatchObject({ status: 0, stdout: "", stderr: "" });
    await become({ modelId: "smart_meter_v9" });
    expect(cron().stdout).toContain('modelId: recorded "smart_meter_v2", now "smart_meter_v9"');
  });
});
