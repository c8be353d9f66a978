import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newDirectory } from "../support/directory";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const keys = { accessKeyId: "STS.canary-id", accessKeySecret: "canary-secret", securityToken: "canary-token" };
const lamp = { ProductKey: "k1ymv1DuLfE", ProductName: "lamp", NodeType: 0, AuthType: "secret" };

let emulator: EmulatorProcess;
beforeAll(async () => {
  emulator = await startEmulatorProcess({ aliyun: { accounts: [keys], products: [lamp] } });
});
afterAll(() => emulator.end());

/** What bootstrap makes of a home and an environment. */
function bootstrap(files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>>) {
  const home = newDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const { status, stdout, stderr } = runNode([cli, "bootstrap", "--json", "--markdown", "products.md"], {
    directory: home,
    environment: { HOME: home, USERPROFILE: home, ...environment },
  });
  expect(stdout + stderr).not.toContain("canary");
  return { status, text: (stdout + stderr).replace(/\s+/g, " ") };
}

const login = (until: number) => ({
  ".aliyun/config.json": JSON.stringify({
    current: "sso",
    profiles: [
      {
        name: "sso",
        mode: "CloudSSO",
        access_key_id: keys.accessKeyId,
        access_key_secret: keys.accessKeySecret,
        sts_token: keys.securityToken,
        sts_expiration: until,
        region_id: "cn-shanghai",
      },
    ],
  }),
});
const section = {
  ".alibabacloud/credentials": `[default]   # as saml2alibabacloud writes it
    type = sts                              # temporary
    access_key_id = ${keys.accessKeyId}     # Key
    access_key_secret=${keys.accessKeySecret}
    security_token=${keys.securityToken}
    `,
};

test.each([
  ["a login that is still valid", login(4_102_444_800)],
  ["an sts section of INI with comments", section],
])("the command reads with %s", (_, files) => {
  const { status, text } = bootstrap(files, { CONNECT_ALIYUN_ENDPOINT: emulator.endpoint });
  expect(text).toContain("products.md");
  expect(status).toBe(0);
});

test("a login that has expired leads to the command for the next one", () => {
  const { status, text } = bootstrap(login(1_700_000_000), { CONNECT_ALIYUN_ENDPOINT: emulator.endpoint });
  expect(status).toBe(1);
  expect(text).toMatch(/profile \\?"sso\\?" of .* expired at 2023-11-14T22:13:20Z/);
  expect(text).toContain("aliyun configure --mode CloudSSO --profile sso");
});

test("the variables of the cloud alone name the platform, and what is missing", () => {
  const { status, text } = bootstrap(
    {},
    { ALIBABA_CLOUD_ACCESS_KEY_ID: "canary", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "canary" },
  );
  expect(status).toBe(1);
  expect(text).toContain(
    "Aliyun IoT cannot be read without endpoint or region. The environment sets ALIBABA_CLOUD_ACC",
  );
});

test("a region of a profile that nobody knows is named with its profile and the regions that exist", () => {
  const profile = {
    name: "work",
    mode: "AK",
    access_key_id: "id",
    access_key_secret: "canary",
    region_id: "cn-shangai",
  };
  const { status, text } = bootstrap(
    { ".aliyun/config.json": JSON.stringify({ current: "work", profiles: [profile] }) },
    { ALIBABA_CLOUD_PROFILE: "work", CONNECT_MAX_ATTEMPTS: "1" },
  );
  expect(status).toBe(1);
  expect(text).toMatch(/region = \\?"cn-shangai\\?" comes from profile \\?"work\\?" of .*config\.json/);
  expect(text).toMatch(/documented in cn-shanghai, .*did you mean \\?"cn-shanghai\\?"\?/);
});
