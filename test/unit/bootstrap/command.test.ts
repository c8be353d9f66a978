import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { artefacts } from "../../../src/bootstrap/artefacts";
import { bootstrap } from "../../../src/cli/bootstrap";
import { UsageError } from "../../../src/cli/usage";
import { startEmulator } from "../../../src/emulator/enos/emulator";
import type { Emulator } from "../../../src/emulator/shell/serve";
import { sightings } from "../../support/canaries";
import { helpOf, runInProcess } from "../../support/cli";
import { newDirectory } from "../../support/directory";
import { account, environmentOf, seedOf, wireProduct } from "../../support/enos";

const named = (number: number, defaultValue: string, more = {}) =>
  wireProduct(number, { productName: { defaultValue, i18nValue: {} }, ...more });
const products = [
  named(1, "Smart Meter", { biDirectionalAuth: true, defaultValidDay: 730, maxValidDay: 1095 }),
  named(2, "网关", { productType: "Gateway", modelId: "edge" }),
  named(3, "O'Neil's \"quoted\""),
  wireProduct(4, { orgId: "o2" }),
];

let emulator: Emulator;
let directory: string;
beforeAll(async () => {
  emulator = await startEmulator({ seed: seedOf(products) });
  for (const name of Object.keys(process.env)) if (/^(CONNECT|ALIBABA_CLOUD)_/.test(name)) delete process.env[name];
  Object.assign(process.env, environmentOf(emulator.endpoint));
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reload(seedOf(products));
  directory = newDirectory();
});

const path = (name: string) => join(directory, name);
const endings: Readonly<Record<string, string>> = {
  typescript: "products.ts",
  tfvars: "products.auto.tfvars.json",
  env: "products.env",
  hcl: "products.tf",
  expectations: "expectations.json",
  seed: "seed.json",
  markdown: "products.md",
  html: "products.html",
};
const flags = (...names: string[]) => names.flatMap((name) => [`--${name}`, path(endings[name] as string)]);
const all = () => flags(...Object.keys(artefacts));

const run = (...args: string[]) => runInProcess(bootstrap, args);

const usage = async (...args: string[]): Promise<string> => {
  const error = await run(...args).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  expect(readdirSync(directory).filter((name) => name !== "mine")).toEqual([]);
  return (error as Error).message;
};
const asked = () => emulator.journal.total;

describe("writing", () => {
  test("one read makes every file, and a line for each on stdout", async () => {
    const before = asked();
    const { code, stdout, stderr } = await run(...all());
    expect(code).toBe(0);
    const written = [
      ...["products.ts", "products.auto.tfvars.json", "connect.variables.tf", "products.env", "products.tf"],
      ...["expectations.json", "seed.json", "products.md", "products.html"],
    ].map((name) => `written    ${path(name)}\n`);
    expect(stdout).toBe(`${written.join("")}3 products of EnOS Connect\n`);
    expect(stderr).toBe(
      `${path("products.env")}: PRODUCT_ONEILS_QUOTED_key00003_NAME: left out, because some readers of .env files would change its value or run commands in it\n`,
    );
    // A token, one page, and nothing else.
    expect(asked() - before).toBe(2);
  });

  test("the same again touches nothing; a change touches the files that state it", async () => {
    await run(...all());
    const times = () =>
      Object.fromEntries(readdirSync(directory).map((name) => [name, statSync(path(name), { bigint: true }).mtimeNs]));
    const before = times();
    expect((await run(...all())).stdout.match(/^unchanged /gm)).toHaveLength(9);
    expect(times()).toEqual(before);
    emulator.reload(
      seedOf(products.map((product, index) => (index === 0 ? { ...product, productDesc: "new" } : product))),
    );
    const { stdout } = await run(...all());
    expect(stdout.match(/^written .*/gm)).toEqual(
      // The page does not list descriptions, but it says what is not as it was expected.
      ["expectations.json", "seed.json", "products.html"].map((name) => `written    ${path(name)}`),
    );
    expect(readFileSync(path("products.html"), "utf8")).toContain(
      '{"productKey":"key00001","kind":"changed","attribute":"productDesc","expected":',
    );
    const again = await run(...all(), "--check");
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("products.html: other expectations, same facts"),
    });
    expect((await run(...all())).stdout.match(/^written .*/gm)).toEqual([`written    ${path("products.html")}`]);
  });

  test("some products: by where, and by expression", async () => {
    await run("--where", '{"productType":"Gateway"}', ...flags("markdown"));
    expect(readFileSync(path("products.md"), "utf8")).toContain("| key00002 | 网关 | edge | Gateway |");
    const { stdout } = await run("--expression", 'modelId = "M"', ...flags("markdown"));
    expect(stdout).toContain("2 products of");
    expect(readFileSync(path("products.md"), "utf8")).toContain('{"expression":"modelId = \\"M\\""}');
  });

  test("no product at all is an answer: every file is written", async () => {
    const { code, stdout } = await run("--where", '{"productKeys":[]}', ...all());
    expect({ code, last: stdout.split("\n").at(-2) }).toEqual({ code: 0, last: "0 products of EnOS Connect" });
    expect((await run("--where", '{"productKeys":[]}', ...all(), "--check")).code).toBe(0);
  });

  test("--json says the same for programs", async () => {
    const { stdout } = await run(...flags("hcl", "tfvars"), "--json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      products: 3,
      files: [
        { artefact: "tfvars", file: path("products.auto.tfvars.json"), status: "written" },
        { artefact: "tfvars", file: path("connect.variables.tf"), status: "written" },
        { artefact: "hcl", file: path("products.tf"), status: "written" },
      ],
    });
  });

  test("directories are made, links and permissions stay, and nothing half-written is left", async () => {
    mkdirSync(path("real"));
    await run("--markdown", path("real/products.md"));
    chmodSync(path("real/products.md"), 0o640);
    symlinkSync(path("real/products.md"), path("link.md"));
    emulator.reload(seedOf(products.slice(0, 1)));
    expect((await run("--markdown", path("link.md"), "--env", path("a/b/c/products.env"))).code).toBe(0);
    expect(lstatSync(path("link.md")).isSymbolicLink()).toBe(true);
    expect(statSync(path("real/products.md")).mode & 0o777).toBe(0o640);
    expect(readFileSync(path("real/products.md"), "utf8")).toContain("\n1 on EnOS Connect");
    expect(readdirSync(path("real"))).toEqual(["products.md"]);
    expect(readdirSync(path("a/b/c"))).toEqual(["products.env"]);
  });

  test("a link to what is not there yet, or to its directory, leads to where the file is written", async () => {
    symlinkSync("real/products.md", path("link.md"));
    symlinkSync(path("far"), path("near"));
    expect((await run("--markdown", path("link.md"), "--env", path("near/products.env"))).code).toBe(0);
    for (const link of ["link.md", "near"]) expect(lstatSync(path(link)).isSymbolicLink()).toBe(true);
    expect(readFileSync(path("real/products.md"), "utf8")).toContain("\n3 on EnOS Connect");
    expect(readdirSync(path("far"))).toEqual(["products.env"]);
  });

  test("one file that cannot be written keeps nobody from the others, and each is told of", async () => {
    // There is room for this name, and none for that of the file it is written through.
    const long = path("n".repeat(253));
    const files = ["--typescript", path("a.ts"), "--env", long, "--markdown", path("c.md")];
    const { code, stdout, stderr } = await run(...files);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `written    ${path("a.ts")}\nfailed     ${long}\nwritten    ${path("c.md")}\n3 products of EnOS Connect\n`,
    );
    expect(stderr).toContain(
      `cdktf-connect: File cannot be written: ${long}: its name is too long. Choose a shorter one.`,
    );
    expect(readdirSync(directory)).toEqual(["a.ts", "c.md"]);
    const said = JSON.parse((await run(...files, "--json")).stdout);
    expect(said.files.map(({ status }: { status: string }) => status)).toEqual(["unchanged", "failed", "unchanged"]);
    expect(said.files[1].problem).toContain("its name is too long");
  });

  test("a place that cannot be written is told by its name", async () => {
    writeFileSync(path("mine"), "");
    await expect(run("--markdown", path("mine/products.md"))).rejects.toMatchObject({
      summary: expect.stringMatching(/^File cannot be/),
      detail: expect.stringContaining(path("mine/products.md")),
    });
  });

  test("two value files of one directory share their declaration", async () => {
    await run("--tfvars", path("dev.tfvars.json"));
    emulator.reload(seedOf(products.slice(0, 1)));
    const { stdout } = await run("--tfvars", path("prod.tfvars.json"));
    expect(stdout).toContain(`unchanged  ${path("connect.variables.tf")}\n`);
  });

  test("what a killed run left beside a file that stays as it is goes after an hour", async () => {
    await run("--markdown", path("products.md"));
    const left = path(".products.md.0123456789ab");
    writeFileSync(left, "");
    utimesSync(left, 0, 0);
    expect((await run("--markdown", path("products.md"))).stdout).toContain("unchanged");
    expect(readdirSync(directory)).toEqual(["products.md"]);
  });

  test("no file holds a secret of the platform or of a product", async () => {
    await run(...all());
    const canaries = { key: account.accessKey, secret: account.secretKey, ofProduct: "canary-secret" };
    for (const name of readdirSync(directory))
      expect([name, sightings(readFileSync(path(name), "utf8"), canaries)]).toEqual([name, []]);
    expect(readFileSync(path("products.env"), "utf8")).toContain(`CONNECT_ENOS_ORG_ID=o1`);
  });
});

describe("checking", () => {
  test("files that are true are current, and stay as they are", async () => {
    await run(...all());
    const { code, stdout, stderr } = await run(...all(), "--check");
    expect({ code, stderr: stderr.split("\n").length }).toEqual({ code: 0, stderr: 2 });
    expect(stdout.match(/^current /gm)).toHaveLength(9);
  });

  test("what is no longer true is shown, and nothing is written", async () => {
    await run(...all());
    const text = readFileSync(path("products.ts"), "utf8");
    const now = products.map((product, index) => (index === 0 ? { ...product, maxValidDay: 1096 } : product));
    emulator.reload(seedOf([...now.slice(0, 1), ...now.slice(2), named(5, "New")]));
    const { code, stdout } = await run(...all(), "--check");
    expect(code).toBe(2);
    expect(stdout.match(/^(stale|current) .*/gm)?.map((line) => line.replace(directory, ""))).toEqual([
      "stale      /products.ts",
      "stale      /products.auto.tfvars.json",
      "current    /connect.variables.tf",
      ...["products.env", "products.tf", "expectations.json", "seed.json", "products.md", "products.html"].map(
        (name) => `stale      /${name}`,
      ),
    ]);
    expect(stdout).toContain("\n-PRODUCT_SMART_METER_key00001_MAX_VALID_DAY=1095\n");
    expect(stdout).toContain("\n+PRODUCT_SMART_METER_key00001_MAX_VALID_DAY=1096\n");
    expect(stdout).not.toMatch(/^[-+].*[0-9a-f]{64}/m);
    expect(stdout).toContain("\n-| key00002 | 网关 | edge | Gateway |  |  |\n");
    expect(stdout).toContain("\n+| key00005 | New | M | Device |  |  |\n");
    expect(readFileSync(path("products.ts"), "utf8")).toBe(text);
    expect(readdirSync(directory)).toHaveLength(9);
  });

  test("a file that is missing is not true", async () => {
    const { code, stdout } = await run(...flags("markdown"), "--check");
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: `missing    ${path("products.md")}\n3 products of EnOS Connect\n`,
    });
    expect(existsSync(path("products.md"))).toBe(false);
  });

  test("--json holds the difference", async () => {
    await run(...flags("markdown"));
    emulator.reload(seedOf([]));
    const { code, stdout } = await run(...flags("markdown"), "--check", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      products: 0,
      files: [
        {
          artefact: "markdown",
          file: path("products.md"),
          status: "stale",
          diff: expect.arrayContaining(["-| key00002 | 网关 | edge | Gateway |  |  |"]),
        },
      ],
    });
  });

  test("a platform that cannot be read is no answer: neither true nor false", async () => {
    await run(...flags("markdown"));
    emulator.faults.add({ match: { action: "search" }, status: 403, times: 10 } as never);
    await expect(run(...flags("markdown"), "--check")).rejects.toMatchObject({ summary: expect.any(String) });
    emulator.faults.clear();
  });
});

describe("usage", () => {
  test("without a file to write it says which there are", async () => {
    const before = asked();
    expect(await usage()).toBe(
      "no file is named: name one with --typescript, --tfvars, --env, --hcl, --expectations, --seed, --markdown, --html",
    );
    expect(asked()).toBe(before);
  });

  test.each(Object.keys(endings))(
    "--%s never replaces what bootstrap has not written, checked before anything is",
    async (name) => {
      const mine = path(endings[name] as string);
      for (const text of ["my own\n", "", "{}"]) {
        writeFileSync(mine, text);
        for (const more of [[], ["--check"]]) {
          const error = await run(...all(), ...more).catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toBe(
            `--${name}: ${mine} exists and was not written by bootstrap: remove it, or choose another name`,
          );
        }
        expect(readFileSync(mine, "utf8")).toBe(text);
        expect(readdirSync(directory)).toEqual([endings[name]]);
      }
    },
  );

  test("nor a directory, nor a declaration of one's own beside the values", async () => {
    mkdirSync(path("mine"));
    expect(await usage("--hcl", path("mine"))).toContain("exists and was not written by bootstrap");
    rmSync(path("mine"), { recursive: true });
    writeFileSync(path("connect.variables.tf"), "# my own\n");
    await expect(run(...flags("tfvars"))).rejects.toThrow(
      "connect.variables.tf exists and was not written by bootstrap",
    );
  });

  test.each([
    [["--where", '{"model":"M"}'], "--where:1:2: model: unknown filter (did you mean modelId?)"],
    [["--where", '{"nameRegex":"("}'], "--where:1:2: nameRegex: It is not an RE2 expression"],
    [["--where", "x"], "--where:1:1: not valid JSON"],
    [["--expression", ""], "--expression: it is empty; check the variable that it comes from"],
    [["--where", "{}", "--expression", "x"], "--where and --expression exclude each other"],
    [["--markdown", "a", "--markdown", "b"], "--markdown: one file at a time"],
    [["--markdown", ""], "--markdown: it is empty"],
    ...Object.keys(endings).map((name): [string[], string] => [
      [`--${name}`, "-"],
      `--${name}: cannot write to stdout`,
    ]),
    [["--tfvars", "values.json"], "--tfvars: values.json must end in .auto.tfvars.json"],
    [["--env", "connect.variables.tf", "--tfvars", "x.tfvars.json"], "connect.variables.tf is also the file of --"],
  ])("%j is refused with the reason", async (args, reason) => {
    const complete = args.some((arg) => /^--(where|expression)$/.test(arg)) ? [...args, ...flags("hcl")] : args;
    expect(await usage(...complete)).toContain(reason);
  });

  test("two artefacts do not meet in one file, whatever links lead there", async () => {
    mkdirSync(path("mine"));
    symlinkSync("mine", path("linked"));
    symlinkSync("linked/w.ts", path("l.ts"));
    for (const when of ["while the file is not there", "when it is"]) {
      const error = await run("--typescript", path("mine/w.ts"), "--hcl", path("l.ts")).catch(
        (reason: unknown) => reason,
      );
      expect([when, (error as Error).message]).toEqual([
        when,
        `--hcl: ${path("l.ts")} is also the file of --typescript`,
      ]);
      await run("--typescript", path("mine/w.ts"));
    }
    const usageError = run("--tfvars", path("mine/a.tfvars.json"), "--env", path("linked/connect.variables.tf"));
    await expect(usageError).rejects.toThrow(UsageError);
  });

  test("a circle of links is no place for a file, nor is what is there and no file", async () => {
    symlinkSync("b", path("a"));
    symlinkSync("a", path("b"));
    await expect(run("--env", path("a"))).rejects.toMatchObject({ code: "file-unreadable" });
    const server = createServer().listen(path("socket")).unref();
    await once(server, "listening");
    await expect(run("--env", path("socket"))).rejects.toThrow("was not written by bootstrap");
    server.close();
  });

  test("the help fits a screen and shows a use that works", async () => {
    const help = helpOf("bootstrap", bootstrap);
    const lines = help.split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    for (const name of Object.keys(artefacts)) expect(help).toContain(`  --${name} FILE `);
    const [, where, typescript, markdown] =
      /bootstrap --where '(.*)' --typescript (\S+) --markdown (\S+)/.exec(help) ?? [];
    const { stdout } = await run(
      "--where",
      where as string,
      "--typescript",
      path(typescript as string),
      "--markdown",
      path(markdown as string),
    );
    expect(stdout).toContain("1 product of EnOS Connect");
  });
});
