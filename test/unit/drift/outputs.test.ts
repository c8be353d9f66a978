import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { UsageError } from "../../../src/cli/usage";
import { formats } from "../../../src/drift/formats/list";
import { Check, enosSide } from "../../support/drift";

let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide, [{ key: "keyA" }, { key: "keyB" }]);
  await check.lock([{ product: "keyA" }, { product: "keyB" }]);
});
afterEach(() => check.end());
const drifted = () => check.emulator.reload(enosSide.seed([{ key: "keyA", name: "new" }, { key: "keyB" }]));

describe("reports", () => {
  const all = formats.map(({ name }) => `out/${name}/report.${name}`);
  const args = formats.flatMap(({ name }) => ["--format", `${name}=out/${name}/report.${name}`]);

  test("are written each to its own file in one run, with directories, beside the text for people", async () => {
    drifted();
    const { code, stdout } = await check.run(args);
    expect(code).toBe(2);
    expect(stdout).toContain('productName: recorded "name of keyA", now "new"');
    for (const file of all) expect(readFileSync(file, "utf8")).toContain("keyA");
    expect(readFileSync("out/text/report.text", "utf8")).toBe(stdout);
  });

  test("leave standard output to the one that takes it", async () => {
    const { stdout } = await check.run(["--format", "json", "--format", "text=out.txt"]);
    expect(JSON.parse(stdout).version).toBe(1);
    expect(readFileSync("out.txt", "utf8")).toContain("No drift");
  });

  test("are all written even when one cannot be, and then the exit code is 1", async () => {
    check.write("taken", "a file where a directory is wanted");
    const { code, stdout, stderr } = await check.run(["--format", "json=taken/a.json", "--format", "junit=b.xml"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cdktf-connect: File cannot be written: taken\/a\.json: .+\n$/);
    expect(readFileSync("b.xml", "utf8")).toContain("<testsuites");
    expect(stdout).toContain("No drift");
  });

  test("leave nothing half-written behind", async () => {
    mkdirSync("target");
    const { code } = await check.run(["--format", "json=target"]);
    expect(code).toBe(1);
    expect(readdirSync(".").filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("go through a link to where it leads", async () => {
    check.write("real.json", "old");
    symlinkSync("real.json", "link.json");
    await check.run(["--format", "json=link.json"]);
    expect(lstatSync("link.json").isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync("real.json", "utf8")).version).toBe(1);
  });

  test("never go over what is compared by way of a link, nor two of them to one file", async () => {
    symlinkSync("connect.lock.json", "link.json");
    await expect(check.run(["--format", "json=link.json"])).rejects.toThrow("link.json is an input");
    await expect(check.run(["--format", "json=link.json", "--lock", "link.json"])).rejects.toThrow(UsageError);
    symlinkSync("later.json", "later");
    await expect(check.run(["--format", "json=later", "--format", "sarif=later.json"])).rejects.toThrow(
      "two formats write later.json",
    );
  });

  test.each(["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "out"])(
    "named %s go to standard output instead of the text",
    async (name) => {
      symlinkSync("/dev/stdout", "out");
      const { code, stdout } = await check.run(["--format", `json=${name}`]);
      expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, version: 1 });
    },
  );

  test("named /dev/stderr go to standard error, beside the text", async () => {
    const { stdout, stderr } = await check.run(["--format", "json=/dev/stderr"]);
    expect({ version: JSON.parse(stderr).version, stdout }).toEqual({
      version: 1,
      stdout: expect.stringContaining("No drift"),
    });
  });

  test("go through to an open file that a shell names, whatever is in it already", async () => {
    check.write("open.txt", "before\n");
    const descriptor = openSync("open.txt", "a");
    await check.run(["--format", `text=/dev/fd/${descriptor}`]);
    closeSync(descriptor);
    expect(check.read("open.txt")).toMatch(/^before\n[\s\S]*No drift/);
  });

  test("that cannot be made below /proc keep no other from being written", async () => {
    const { code, stderr } = await check.run(["--format", "json=/proc/zz/y.json", "--format", "text=out.txt"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cdktf-connect: File cannot be written: \/proc\/zz\/y\.json: its directory does not exist/);
    expect(check.read("out.txt")).toContain("No drift");
  });

  test("go to a device without replacing it", async () => {
    const before = lstatSync("/dev/null");
    expect((await check.run(["--format", "json=/dev/null"])).code).toBe(0);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(before.isCharacterDevice());
  });

  test("name files from the root of GitHub's checkout, wherever in it the check runs", async () => {
    drifted();
    mkdirSync("infra");
    check.write("infra/e.json", { version: 1, products: { keyA: { productName: "old" } } });
    check.environment = { ...check.environment, GITHUB_WORKSPACE: check.directory };
    process.chdir("infra");
    const { stdout } = await check.run(["--expectations", "e.json", "--format", "github", "--format", "sarif=s.json"]);
    expect(stdout).toMatch(/^::error file=infra\/e\.json,line=5,/);
    const [{ results }] = JSON.parse(readFileSync("s.json", "utf8")).runs;
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("infra/e.json");
  });

  test("do not propose to have bootstrap replace what it has not written", async () => {
    const query = { products: {} };
    check.write("mine.json", { version: 1, query, products: { keyA: { productName: "old" }, keyB: {} } });
    const { stdout } = await check.run(["--expectations", "mine.json"]);
    expect(stdout).toContain("\n  write it into mine.json\n");
  });

  test("say what to do about each file", async () => {
    drifted();
    const expectations = await check.expectations("it's.json");
    check.write("few.json", { version: 1, products: { keyA: { productName: "old" } } });
    check.emulator.reload(enosSide.seed([{ key: "keyA", name: "newer" }, { key: "keyB" }]));
    const files = ["--lock", "connect.lock.json", "--expectations", expectations, "--expectations", "few.json"];
    const { stdout } = await check.run(files);
    expect(stdout).toMatch(/^ {2}npx cdktf-connect lock refresh [0-9a-f]{8}$/m);
    expect(stdout).toContain(
      "\n  npx cdktf-connect bootstrap --expectations 'it'\\''s.json'\n  write it into few.json\n",
    );
  });
});

test("a file nobody may write is told by its name", async () => {
  mkdirSync("closed");
  chmodSync("closed", 0o500);
  const { code, stderr } = await check.run(["--format", "json=closed/r.json"]);
  // Who may do everything may write here, too.
  const isRoot = process.getuid?.() === 0;
  expect(code).toBe(isRoot ? 0 : 1);
  expect(stderr.includes("closed/r.json")).toBe(!isRoot);
  expect(existsSync("closed/r.json")).toBe(isRoot);
});
