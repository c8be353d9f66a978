import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { account, environmentOf, seedOf, wireProduct } from "../support/enos";
import { refusalsOf, type Written } from "../support/refusals";
import { providerRequirement, someEngine, testWithEngine as test, Workspace } from "../support/terraform";

const oneProduct = 'data "connect_product" "p" { product_key = "key00001" }';
const configuration = (rest: string, block = "") =>
  `${providerRequirement}\nprovider "connect" {\n${block}\n}\n${rest}`;

let emulator: Emulator;
let workspace: Workspace;
let good: Record<string, string>;
beforeAll(async () => {
  const readOnlyElsewhere = { accessKey: "no-permission", secretKey: "s", orgIds: ["o1"], permissions: [] };
  emulator = await startEmulator({
    seed: {
      accounts: [account, readOnlyElsewhere],
      products: [wireProduct(1), wireProduct(2), wireProduct(3, { orgId: "o3" })],
    },
  });
  good = environmentOf(emulator.endpoint);
  workspace = new Workspace(someEngine);
  workspace.init(configuration(""));
});
afterAll(async () => {
  await emulator.close();
});

const plan = (environment: Record<string, string>, text = configuration(oneProduct)) => {
  workspace.write(text);
  return workspace.run(["plan", "-input=false"], environment);
};

/** Plans and gives what Terraform says; the plan must fail. */
async function failure(environment: Record<string, string>, text?: string): Promise<string> {
  const outcome = await plan(environment, text);
  expect(outcome.code).toBe(1);
  return outcome.text;
}

describe("settings", () => {
  test("everything missing is one error that names every argument and variable", async () => {
    const text = await failure({ CONNECT_ENOS_ENDPOINT: emulator.endpoint });
    for (const name of ["org_id", "access_key", "secret_key"]) {
      expect(text).toContain(`enos.${name}`);
      expect(text).toContain(`CONNECT_ENOS_${name.toUpperCase()}`);
    }
    expect(text.match(/Error:/g)).toHaveLength(1);
    // What is there is named, once, and not asked for.
    expect(text).toContain("The environment sets CONNECT_ENOS_ENDPOINT.");
    expect(text.match(/CONNECT_ENOS_ENDPOINT|enos\.endpoint/g)).toHaveLength(1);
  });

  test("nothing configured at all says which platforms there are", async () => {
    expect(await failure({})).toContain("No platform configured");
  });

  test("plain http to another machine is refused before anything is sent, unless allowed", async () => {
    const text = await failure({ ...good, CONNECT_ENOS_ENDPOINT: "http://enos.example.com" });
    expect(text).toMatch(/http:\/\/.*allow_plain_http/);
  });

  test("a setting of the wrong form is refused at validate time", async () => {
    workspace.write(
      configuration(oneProduct, 'enos = { endpoint = "ftp://x", api_version = "v3" }\nmax_attempts = 99'),
    );
    const { code, text } = await workspace.run(["validate"]);
    expect(code).toBe(1);
    for (const name of ["enos.endpoint", "enos.api_version", "between 1 and 10"]) expect(text).toContain(name);
  });

  test("an argument that is only known after apply is named, with the ways out", async () => {
    const text = await failure(
      { ...good, CONNECT_ENOS_ORG_ID: "" },
      configuration(
        `${oneProduct}\nresource "terraform_data" "org" { input = "o1" }`,
        "enos = { org_id = terraform_data.org.output }",
      ),
    );
    expect(text).toMatch(/enos\.org_id.*depends_on/);
  });
});

describe("credentials", () => {
  test.each([
    ["an unknown access key", { CONNECT_ENOS_ACCESS_KEY: "nobody" }, /access_key.*1002|1002.*access_key/],
    ["a wrong secret key", { CONNECT_ENOS_SECRET_KEY: "wrong" }, /secret_key.*1003|1003.*secret_key/],
    ["an organization that is not there", { CONNECT_ENOS_ORG_ID: "o999" }, /99400.*org|org.*99400/],
    ["an organization without access", { CONNECT_ENOS_ORG_ID: "o3" }, /99403/],
    [
      "a missing permission",
      { CONNECT_ENOS_ACCESS_KEY: "no-permission", CONNECT_ENOS_SECRET_KEY: "s" },
      /99403.*Read|Read.*99403/,
    ],
  ])("%s is named, with the platform's code", async (_, environment, expected) => {
    const text = await failure({ ...good, ...environment });
    expect(text).toMatch(expected);
    expect(text).not.toContain(account.secretKey);
  });

  test("a clock that is off by an hour is recognized as such", async () => {
    const late = await startEmulator({ seed: seedOf([wireProduct(1)]), clock: () => Date.now() + 3_600_000 });
    try {
      const text = await failure({ ...good, CONNECT_ENOS_ENDPOINT: late.endpoint });
      expect(text).toMatch(/401/);
      expect(text).toMatch(/clock/);
      expect(text).toMatch(/request/i);
    } finally {
      await late.close();
    }
  });

  test("a token the platform refuses once is fetched anew without a word", async () => {
    emulator.faults.add({ match: { action: "get" }, status: 401 });
    const tokens = () => emulator.journal.entries.filter(({ action }) => action === "token/get").length;
    const before = tokens();
    expect((await plan(good)).code).toBe(0);
    expect(tokens() - before).toBe(2);
  });
});

describe("products", () => {
  test("an unknown product is an error at product_key that names keys like it", async () => {
    const text = await failure(good, configuration('data "connect_product" "p" {\n  product_key = "key00009"\n}'));
    expect(text).toContain('Did you mean "key00001" or "key00002"?');
    expect(text).toContain('product_key = "key00009"');
    expect(text).toMatch(/11404/);
    expect(text).toMatch(/request [0-9a-f-]{36}/);
  });

  test("what where cannot be is refused at validate time, at its path", async () => {
    const cases: [member: string, expected: RegExp][] = [
      // A value that no quote can hold, …
      [`model_id = "a'b\\"c"`, /where\.model_id/],
      ['name_contains = "a\\\\b"', /where\.name_contains/],
      // … in a list, and in a tag.
      [`product_keys = ["ok", "a'b\\"c"]`, /where\.product_keys\[1\]/],
      [`tags = { site = "a'b\\"c" }`, /where\.tags\["site"\]/],
      ['name_regex = "(["', /where\.name_regex/],
      ['product_type = "Thing"', /where\.product_type[\s\S]*Device or Gateway/],
    ];
    const written = cases.map(([member]): Written => ["connect_products", `  where = { ${member} }`]);
    const said = await refusalsOf(workspace, configuration(""), written);
    for (const [index, [member, expected]] of cases.entries())
      expect({ member, said: said[index] }).toEqual({ member, said: expect.stringMatching(expected) });
  });

  test("setting a computed attribute is refused at validate time", async () => {
    workspace.write(configuration('data "connect_product" "p" {\n  product_key = "k"\n  model_id    = "M"\n}'));
    const { code, text } = await workspace.run(["validate"]);
    expect(code).toBe(1);
    expect(text).toMatch(/model_id.*cannot be set|cannot be set.*model_id/);
  });

  test("a value that only the plan knows is checked then", async () => {
    const text = await failure(
      good,
      configuration(`
        variable "pattern" { default = "([" }
        data "connect_products" "p" { where = { name_regex = var.pattern } }
      `),
    );
    expect(text).toMatch(/name_regex/);
  });
});

describe("answers that are none", () => {
  let server: Server;
  let answer: (socket: Socket) => void;
  const held = new Set<Socket>();
  beforeAll(async () => {
    server = createServer();
    server.on("connection", (socket) => {
      held.add(socket);
      socket.on("error", () => {});
      socket.once("data", () => answer(socket));
    });
    server.removeAllListeners("request");
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    for (const socket of held) socket.destroy();
    server.close();
  });

  const environment = () => ({
    ...good,
    CONNECT_ENOS_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    CONNECT_REQUEST_TIMEOUT: "1",
    CONNECT_MAX_ATTEMPTS: "1",
  });
  const http = (head: string, body: string) => (socket: Socket) =>
    socket.end(`HTTP/1.1 ${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ["an HTML page", http("200 OK\r\nContent-Type: text/html", "<html>Sign in</html>"), /text\/html/],
    [
      "a redirect",
      http("302 Found\r\nLocation: https://login.example.com/x?token=t", ""),
      /redirects to https:\/\/login\.example\.com; /,
    ],
    ["truncated JSON", http("200 OK\r\nContent-Type: application/json", '{"status":0,"data":{"acc'), /JSON/],
    ["another JSON", http("200 OK\r\nContent-Type: application/json", '{"hello":"world"}'), /token/],
    ["a server that never answers", () => {}, /request_timeout|1 s/],
    ["a reset connection", (socket) => socket.resetAndDestroy(), /Connection lost.*was closed/],
  ])("%s is a clear error within the deadline", async (_, behaviour, expected) => {
    answer = behaviour;
    expect(await failure(environment())).toMatch(expected);
  });

  test("a dead port says that nothing listens there", async () => {
    const text = await failure({ ...environment(), CONNECT_ENOS_ENDPOINT: "http://127.0.0.1:9" });
    expect(text).toMatch(/nothing listens|refused/i);
  });

  test("a field of the wrong type is named, its value is not shown", async () => {
    const odd = await startEmulator({ seed: seedOf([wireProduct(1)]) });
    odd.faults.add({
      match: { action: "get" },
      times: 1,
      body: '{"code":0,"data":{"productKey":"key00001","modelId":42}}',
    });
    try {
      const text = await failure({ ...good, CONNECT_ENOS_ENDPOINT: odd.endpoint });
      expect(text).toMatch(/modelId.*expected a string.*number/);
    } finally {
      await odd.close();
    }
  });
});
