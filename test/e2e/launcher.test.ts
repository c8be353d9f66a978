import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request as forward } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { closeAll, start as listen } from "../support/loopback-server";
import { pathWithNode } from "../support/node-in-path";
import { selfSigned } from "../support/self-signed";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const configuration = `${providerRequirement}
provider "connect" {}
data "connect_product" "p" { product_key = "key00001" }
`;

/** Starts Node as it is, and says what it is started with. */
function recording(): { PATH: string; starts: () => string[] } {
  const file = join(newDirectory(), "starts");
  const path = pathWithNode(
    `printf '%s\\n' "$NODE_OPTIONS|\${NODE_EXTRA_CA_CERTS-unset}" >>'${file}'\nexec '${process.execPath}' "$@"`,
  );
  return { PATH: path, starts: () => [...new Set(readFileSync(file, "utf8").trimEnd().split("\n"))] };
}

describeEach(engines, (engine) => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: seedOf([wireProduct(1)]) });
    workspace = new Workspace(engine, environmentOf(emulator.endpoint));
    workspace.init(configuration);
  });
  afterAll(async () => {
    await closeAll();
    await emulator.close();
  });

  const plan = (environment: Record<string, string>) => workspace.run(["plan", "-input=false"], environment);
  /** Starts the provider once, where a plan does three times. */
  const start = (environment: Record<string, string>) => workspace.run(["providers", "schema", "-json"], environment);

  test.each([
    ["--require=/nowhere/preload.cjs --max-old-space-size=321", " --max-old-space-size=321"],
    ["-r /nowhere/preload.cjs --max_semi_space_size=2  --use-openssl-ca", " --max_semi_space_size=2 --use-openssl-ca"],
    ["--import ./nowhere.mjs --inspect-brk=127.0.0.1:0 --no-such-option", ""],
    ['--require "/a directory/of preloads.cjs" --dns-result-order=ipv4first', " --dns-result-order=ipv4first"],
    ['--title="--max-old-space-size=1 unterminated', ""],
    ["* $(exit 1) `exit 1` ;exit --loader=./nowhere.mjs", ""],
  ])("NODE_OPTIONS=%s reaches the provider as '%s'", async (written, kept) => {
    const { PATH, starts } = recording();
    expect(await start({ NODE_OPTIONS: written, PATH })).toMatchObject({ code: 0 });
    expect(starts()).toEqual([`${kept}|unset`]);
  });

  test.each([
    ["--max-old-space-size=abc", /check NODE_OPTIONS \(--max-old-space-size=abc\) and ulimit -v .*illegal value/],
    ["--use-openssl-ca --use-bundled-ca", /check NODE_OPTIONS \(--use-openssl-ca --use-bundled-ca\).*not both/],
    ["--tls-cipher-list=nonsense", /no cipher match; check --tls-cipher-list in NODE_OPTIONS/],
  ])("NODE_OPTIONS=%s, with which Node cannot start, is named", async (written, message) => {
    const { code, text } = await plan({ NODE_OPTIONS: written });
    expect({ code, text: text.replace(/[\s│]+/g, " ") }).toEqual({ code: 1, text: expect.stringMatching(message) });
  });

  test.each(["a|b", "a\nb", `a "b' $c`])("a directory for temporary files named %j does not matter", async (name) => {
    const TMPDIR = join(newDirectory(), name);
    mkdirSync(TMPDIR);
    expect(await start({ TMPDIR })).toMatchObject({ code: 0 });
    expect(await start({ TMPDIR: join(TMPDIR, "missing") })).toMatchObject({ code: 0 });
  });

  (process.platform === "linux" ? test : test.skip)(
    "too little address space is the reason that is given",
    async () => {
      const PATH = pathWithNode(`ulimit -v 4000000; exec '${process.execPath}' "$@"`);
      const { code, text } = await plan({ PATH });
      expect({ code, text: text.replace(/[\s│]+/g, " ") }).toEqual({
        code: 1,
        text: expect.stringMatching(/Out of memory.*Raise the limit: ulimit -v/),
      });
    },
  );

  test("NODE_EXTRA_CA_CERTS is trusted by connections, and not read by Node at the start", async () => {
    const [identity, ...others] = await Promise.all(
      ["127.0.0.1", "a.example", "b.example"].map((host) => selfSigned(host)),
    );
    const server = createServer({ ...identity }, (request, response) => {
      const { method, headers } = request;
      const inner = forward(emulator.endpoint + request.url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(inner);
    });
    const port = await listen(server as never);
    const file = join(newDirectory(), "it's every authority.pem");
    const many = Array.from({ length: 200 }, () => others.map(({ cert }) => cert)).flat();
    writeFileSync(file, [...many, identity?.cert].join("\n"));
    const environment = { CONNECT_ENOS_ENDPOINT: `https://127.0.0.1:${port}` };
    const { PATH, starts } = recording();

    expect(await plan({ ...environment, NODE_EXTRA_CA_CERTS: file, PATH })).toMatchObject({ code: 0 });
    expect(starts()).toEqual(["|unset"]);
    const without = await plan({ ...environment, NODE_EXTRA_CA_CERTS: join(file, "nowhere"), PATH });
    expect(without).toMatchObject({ code: 1, text: expect.stringMatching(/certificate/i) });
  });
});
