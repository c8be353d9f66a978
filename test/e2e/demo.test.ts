import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { picturesOf } from "../../build/recording/pictures";
import { newDirectory } from "../support/directory";
import { cleanEnvironment, must } from "../support/program";
import { engines, someEngine, testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const program = ["--import", "tsx", join("examples", "quickstart", "demo.ts")];
const table = `
   gateway_2zp6A70r          Edge Gateway
   meter_default_valid_day   730
   meter_max_valid_day       1095
   meter_model               smart_meter_v2
   meter_name                Smart Meter 202
   meter_type                Device
`;
const endpointIn = (output: string): string => /ready at (http:\S+)/.exec(output)?.[1] ?? "";
const directoriesIn = (temporary: string): string[] =>
  readdirSync(temporary).filter((name) => name.startsWith("cdktf-connect-demo"));

let TMPDIR: string;
beforeEach(() => {
  TMPDIR = newDirectory();
});

describe("with an engine", () => {
  let coloured: string;

  testWithEngine("does the main job, notices a change, and leaves nothing", async () => {
    const environment = { TMPDIR, FORCE_COLOR: "1" };
    coloured = must("npm", ["run", "--silent", "demo"], { directory: root, environment });
    const output = stripVTControlCharacters(coloured);
    expect(output).toContain(table);
    expect(output).toContain(`$ ${someEngine} apply`);
    expect(output).toContain('│ Warning: Product "8f7KmDED": bi_directional_auth is not as expected');
    expect(output).toContain("Drift: 3 changed");
    expect(output).not.toContain("Not run");
    expect(directoriesIn(TMPDIR)).toEqual([]);
    await expect(fetch(endpointIn(output))).rejects.toThrow("fetch failed");
  });

  const testPictures = engines.includes("terraform") ? test : test.skip;
  testPictures("is what the pictures of it show", () => {
    const folder = join(root, "docs", "images");
    const committed = readdirSync(folder).filter((name) => name.startsWith("demo-"));
    const texts = committed.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    expect(texts).toEqual(picturesOf(coloured).sort());
  });
});

test("with neither terraform nor tofu it shows the same values and says what was not run; --keep leaves the directory", () => {
  const environment = { TMPDIR, PATH: join(root, "nowhere"), CI: "true", CONNECT_ENOS_API_VERSION: "v9" };
  const output = must(process.execPath, [...program, "--keep"], { directory: root, environment });
  expect(output).toContain(table);
  expect(output).toContain("Drift: 3 changed");
  expect(output).toMatch(
    /^Not run: init, plan and apply; neither terraform nor tofu is in PATH\. To install one: .+$/m,
  );
  const [kept] = directoriesIn(TMPDIR);
  expect(output).toContain(`Look around in ${join(TMPDIR, kept as string)}.`);
  expect(readdirSync(join(TMPDIR, kept as string, "stacks", "quickstart"))).toContain("cdk.tf.json");
});

test("Ctrl-C ends it with all that it has started, and leaves nothing", async () => {
  const env = { ...cleanEnvironment, TMPDIR };
  const demo = spawn(process.execPath, program, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const text of demo.stdout.setEncoding("utf8")) {
    output += text;
    if (output.includes("tsx examples/quickstart/main.ts")) break;
  }
  expect(directoriesIn(TMPDIR)).toHaveLength(1);
  const closed = once(demo, "exit");
  process.kill(-(demo.pid as number), "SIGINT");
  expect(await closed).toEqual([130, null]);
  expect(directoriesIn(TMPDIR)).toEqual([]);
  await expect(fetch(endpointIn(output))).rejects.toThrow("fetch failed");
});
