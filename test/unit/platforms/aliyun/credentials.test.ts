import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { aliyun } from "../../../../src/platforms/aliyun/platform";
import { resolveConfiguration } from "../../../../src/platforms/configuration";
import { platforms } from "../../../../src/platforms/list";
import { isProblem, type Problem } from "../../../../src/schema/problem";
import { newDirectory } from "../../../support/directory";

type Texts = Readonly<Record<string, string>>;
type Block = Readonly<Record<string, string | null>>;

/** A home of its own for each case; real files of this machine's user must not matter. */
function home(files: Texts = {}): string {
  const path = newDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

function resolve(block: Block, environment: Texts = {}, files: Texts = {}) {
  const path = home(files);
  const settings = resolveConfiguration(
    [aliyun],
    { aliyun: { region: "cn-shanghai", ...block } },
    { HOME: path, USERPROFILE: path, ...environment },
  ).settings as Record<string, string | null>;
  return { region: settings.region, keys: [settings.accessKeyId, settings.accessKeySecret, settings.securityToken] };
}

const failure = (...given: Parameters<typeof resolve>): Problem => thrownBy(() => resolve(...given));

function thrownBy(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(error.message + error.stack + JSON.stringify(error)).not.toContain("canary");
    return error;
  }
  throw new Error("it resolved");
}

const cli = (profiles: readonly object[], more = {}) => ({
  ".aliyun/config.json": JSON.stringify({ current: "default", profiles, ...more }, null, "\t"),
});
const ak = (name: string, more = {}) => ({
  name,
  mode: "AK",
  access_key_id: `id-${name}`,
  access_key_secret: `secret-${name}`,
  region_id: "eu-central-1",
  ...more,
});
const ini = (text: string) => ({ ".alibabacloud/credentials": text });
const own = { CONNECT_ALIYUN_ACCESS_KEY_ID: "own-id", CONNECT_ALIYUN_ACCESS_KEY_SECRET: "own-secret" };
const cloud = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: "cloud-id",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "cloud-secret",
  ALIBABA_CLOUD_SECURITY_TOKEN: "cloud-token",
};
const written = { accessKeyId: "id", accessKeySecret: "secret" };
const file = cli([ak("default"), ak("work")]);

test.each<[string, Texts, Texts, Texts, (string | null)[]]>([
  ["the block", { ...written, securityToken: "token" }, { ...own, ...cloud }, file, ["id", "secret", "token"]],
  ["a block without a token, whatever the environment has", written, cloud, file, ["id", "secret", null]],
  [
    "our variables before the cloud's, and without its token",
    {},
    { ...own, ...cloud },
    file,
    ["own-id", "own-secret", null],
  ],
  ["the cloud's variables", {}, cloud, file, ["cloud-id", "cloud-secret", "cloud-token"]],
  ["the current profile", {}, {}, file, ["id-default", "secret-default", null]],
  [
    "the current profile beside a stray token",
    {},
    { CONNECT_ALIYUN_SECURITY_TOKEN: "t" },
    file,
    ["id-default", "secret-default", null],
  ],
  [
    "a profile of the block before the environment's keys",
    { profile: "work" },
    { ...own, ...cloud },
    file,
    ["id-work", "secret-work", null],
  ],
  ["keys of the block before its profile", { ...written, profile: "work" }, cloud, file, ["id", "secret", null]],
  [
    "a profile named for us before the cloud's keys",
    {},
    { ...cloud, CONNECT_ALIYUN_PROFILE: "work" },
    file,
    ["id-work", "secret-work", null],
  ],
  [
    "the cloud's keys before the cloud's profile",
    {},
    { ...cloud, ALIBABA_CLOUD_PROFILE: "work" },
    file,
    ["cloud-id", "cloud-secret", "cloud-token"],
  ],
  ["the cloud's profile", {}, { ALIBABA_CLOUD_PROFILE: "work" }, file, ["id-work", "secret-work", null]],
  [
    "an id in the block and its secret in the environment",
    { accessKeyId: "id" },
    { CONNECT_ALIYUN_ACCESS_KEY_SECRET: "own-secret", CONNECT_ALIYUN_SECURITY_TOKEN: "own-token" },
    file,
    ["id", "own-secret", "own-token"],
  ],
  ["the same key said twice", { accessKeyId: "own-id" }, own, file, ["own-id", "own-secret", null]],
  [
    "a secret in the block and its id in the environment",
    { accessKeySecret: "secret" },
    { ALIBABA_CLOUD_ACCESS_KEY_ID: "cloud-id" },
    file,
    ["cloud-id", "secret", null],
  ],
])("credentials come as one set from %s", (_, block, environment, files, keys) => {
  expect(resolve(block, environment, files).keys).toEqual(keys);
});

test("half of the keys is not completed with half of others", () => {
  const { code, reason } = failure({ accessKeyId: "canary-id" }, own, file);
  expect(code).toBe("credentials-incomplete");
  expect(reason).toContain("The aliyun block has access_key_id without access_key_secret");
  expect(reason).toContain("the environment (CONNECT_ALIYUN_…) has credentials of its own");
});

test("what is missing is named with every place it may come from", () => {
  const { code, detail } = failure({ region: null });
  expect(code).toBe("setting-missing");
  expect(detail).toContain("endpoint or region: aliyun.endpoint or aliyun.region in the provider block");
  expect(detail).toContain("CONNECT_ALIYUN_REGION or ALIBABA_CLOUD_REGION_ID or ALIBABA_CLOUD_REGION");
  expect(detail).toContain("CONNECT_ALIYUN_ACCESS_KEY_SECRET or ALIBABA_CLOUD_ACCESS_KEY_SECRET");
});

test.each<[string, Texts, (string | null)[]]>([
  ["keys and region", { ...cloud, ALIBABA_CLOUD_REGION_ID: "us-east-1" }, ["us-east-1", "cloud-id", "cloud-token"]],
  ["keys and a profile", { ...cloud, ALIBABA_CLOUD_PROFILE: "work" }, ["eu-central-1", "cloud-id", "cloud-token"]],
  ["a profile", { ALIBABA_CLOUD_PROFILE: "work" }, ["eu-central-1", "id-work", null]],
  ["a region", { ALIBABA_CLOUD_REGION: "us-east-1" }, ["us-east-1", "id-default", null]],
  ["a file", { ALIBABA_CLOUD_CREDENTIALS_FILE: "~" }, ["eu-central-1", "id-default", null]],
])("of ALIBABA_CLOUD_… %s alone are enough", (_, variables, expected) => {
  const path = home(file);
  const chosen = variables.ALIBABA_CLOUD_CREDENTIALS_FILE && {
    ALIBABA_CLOUD_CREDENTIALS_FILE: join(path, ".aliyun", "config.json"),
  };
  const { settings } = resolveConfiguration(platforms, {}, { HOME: path, USERPROFILE: path, ...variables, ...chosen });
  expect([settings.region, settings.accessKeyId, settings.securityToken]).toEqual(expected);
});

test.each<[Texts, Texts, RegExp]>([
  [
    { ALIBABA_CLOUD_ACCESS_KEY_ID: "canary", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "canary" },
    {},
    /without endpoint or region\. The environment sets ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET\.$/,
  ],
  [
    { ALIBABA_CLOUD_REGION_ID: "cn-shanghai", ALIBABA_CLOUD_ACCESS_KEY_ID: "canary" },
    {},
    /without access_key_secret\. The environment sets ALIBABA_CLOUD_REGION_ID and ALIBABA_CLOUD_ACCESS_KEY_ID\.$/,
  ],
  [
    { ALIBABA_CLOUD_PROFILE: "default" },
    cli([ak("default", { region_id: undefined, access_key_secret: "canary" })]),
    /without endpoint or region\. The environment sets ALIBABA_CLOUD_PROFILE\. Other settings come from profile "default" of .*config\.json\.$/,
  ],
])("of %j what is missing is named, with what is there", (variables, files, reason) => {
  const path = home(files);
  const problem = thrownBy(() => resolveConfiguration(platforms, {}, { HOME: path, USERPROFILE: path, ...variables }));
  expect(problem.code).toBe("setting-missing");
  expect(problem.reason).toMatch(reason);
});

test("a value that cannot be sent is refused wherever it comes from, and not shown", () => {
  const spaced = failure({}, { ...cloud, ALIBABA_CLOUD_ACCESS_KEY_ID: "canary id" }, file);
  expect(spaced.reason).toContain("white space");
  const unusable = failure({}, {}, cli([ak("default", { access_key_secret: "canary 键" })]));
  expect([spaced.code, unusable.code]).toEqual(["variable-invalid", "credentials-unusable"]);
  expect(unusable.reason).toMatch(/^access_key_secret of profile "default" of .*config\.json: It must not/);
  const bad = failure({ region: null }, {}, cli([ak("default", { region_id: "x/canary" })]));
  expect(bad.code).toBe("region-unusable");
  expect(bad.reason).toMatch(
    /^region_id of profile "default" of .*: It must be the ID of a region; the service is documented in cn-shanghai,/,
  );
});

test("the region comes from block, then environment, then the profile with the keys", () => {
  expect(resolve({}, { ALIBABA_CLOUD_REGION: "us-east-1" }, file).region).toBe("cn-shanghai");
  const none = { region: null };
  const both = { ALIBABA_CLOUD_REGION: "us-east-1", ALIBABA_CLOUD_REGION_ID: "us-west-1" };
  const region = (block: Texts, environment: Texts) => {
    const path = home(file);
    return resolveConfiguration([aliyun], { aliyun: block }, { HOME: path, USERPROFILE: path, ...environment }).settings
      .region;
  };
  expect(region({}, both)).toBe("us-west-1");
  expect(region({}, {})).toBe("eu-central-1");
  expect(region({ ...written, profile: "work" }, {})).toBe("eu-central-1");
  expect(failure(none, own, file).detail).toContain("endpoint or region");
});

test.each<[string, Texts, Texts, Texts, (string | null)[]]>([
  [
    "temporary keys",
    {},
    {},
    cli([ak("default", { mode: "StsToken", sts_token: "t" })]),
    ["id-default", "secret-default", "t"],
  ],
  [
    "a token left over from another mode",
    {},
    {},
    cli([ak("default", { sts_token: "t" })]),
    ["id-default", "secret-default", null],
  ],
  ["no mode at all", {}, {}, cli([ak("default", { mode: undefined })]), ["id-default", "secret-default", null]],
  ["another current profile", {}, {}, cli([ak("default"), ak("b")], { current: "b" }), ["id-b", "secret-b", null]],
  [
    "a byte order mark",
    {},
    {},
    { ".aliyun/config.json": `\uFEFF${JSON.stringify({ profiles: [ak("default")] })}` },
    ["id-default", "secret-default", null],
  ],
  [
    "an INI file",
    {},
    {},
    ini("# mine\n; and\n[default]\ntype = access_key\naccess_key_id=i=1\naccess_key_secret = s\n"),
    ["i=1", "s", null],
  ],
  [
    "a named section of the INI file",
    { profile: "b" },
    {},
    { ...file, ...ini("[b]\r\naccess_key_id: i\r\naccess_key_secret: s\r\n") },
    ["i", "s", null],
  ],
  [
    "a tool that was never configured, and an INI file",
    {},
    {},
    {
      ...cli([ak("default", { access_key_id: "", access_key_secret: "" })]),
      ...ini("[default]\naccess_key_id=i\naccess_key_secret=s"),
    },
    ["i", "s", null],
  ],
  [
    "both files: the tool's first",
    {},
    {},
    { ...file, ...ini("[default]\naccess_key_id=i\naccess_key_secret=s") },
    ["id-default", "secret-default", null],
  ],
])("a profile with %s is read", (_, block, environment, files, keys) => {
  expect(resolve(block, environment, files).keys).toEqual(keys);
});

test.each([
  ["JSON", JSON.stringify({ profiles: [ak("default")] }), ["id-default", "secret-default", null]],
  ["INI", "[default]\naccess_key_id=i\naccess_key_secret=s", ["i", "s", null]],
])("ALIBABA_CLOUD_CREDENTIALS_FILE may be %s and replaces the usual files", (_, text, keys) => {
  const chosen = join(home({ mine: text }), "mine");
  expect(
    resolve({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: chosen }, cli([ak("default", { access_key_id: "x" })])).keys,
  ).toEqual(keys);
});

test.each<[string, Texts, string]>([
  [
    "broken JSON",
    { ".aliyun/config.json": '{\n  "profiles": [\n    {"name": "canary" oops}\n  ]\n}\n' },
    "config.json, line 3: this is not JSON",
  ],
  [
    "JSON that ends too soon",
    { ".aliyun/config.json": '{\n  "profiles": [\n    {"name": "canary"' },
    "config.json, line 3: this is not JSON",
  ],
  [
    "a line break inside a text",
    { ".aliyun/config.json": '{\n  "current": "canary\n"}' },
    "config.json, line 2: this is not JSON",
  ],
  [
    "profiles that are none",
    { ".aliyun/config.json": '{"profiles":"canary"}' },
    "profiles should be a list, but is a string",
  ],
  [
    "a profile that is none",
    { ".aliyun/config.json": '{"profiles":["canary"]}' },
    "profiles[0] should be an object, but is a string",
  ],
  [
    "a name that is none",
    { ".aliyun/config.json": '{"profiles":[{"name":1}]}' },
    "profiles[0].name should be a string, but is a number",
  ],
  [
    "a key that is a number",
    cli([ak("default", { access_key_id: 1, access_key_secret: "canary" })]),
    "access_key_id should be a string, but is a number",
  ],
  [
    "a mode without its keys",
    cli([ak("default", { access_key_secret: "", sts_token: "canary" })]),
    "config.json has no access_key_secret",
  ],
  ["temporary keys without a token", cli([ak("default", { mode: "StsToken" })]), "config.json has no sts_token"],
  [
    "an INI line that says nothing",
    ini("[default]\naccess_key_id = canary\ncanary\n"),
    "credentials, line 3: expected [profile], name = value or",
  ],
  [
    "INI values before a profile",
    ini("access_key_id = canary\n"),
    "credentials, line 1: this is before the first [profile]",
  ],
  [
    "an INI type that asks somebody",
    ini("[default]\ntype = ecs_ram_role\nrole_name = canary\n"),
    'has the type "ecs_ram_role"',
  ],
])("%s is explained with file and place, never with the text", (_, files, reason) => {
  const problem = failure({}, {}, files);
  expect(problem.code).toBe("profile-unusable");
  expect(problem.reason).toContain(reason);
});

test("files that are not there or cannot be read are told by name", () => {
  expect(failure({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: "/nowhere/x" }).reason).toContain(
    "/nowhere/x, which ALIBABA_CLOUD_CREDENTIALS_FILE names, does not exist",
  );
  expect(failure({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: tmpdir() }).reason).toContain(
    `${tmpdir()} cannot be read: it is a directory.`,
  );
  const { code, reason } = failure({ profile: "gone" }, {}, file);
  expect(code).toBe("profile-unusable");
  expect(reason).toMatch(/no profile "gone" in .*config\.json, .*credentials or .*credentials\.ini\./);
});

test("profile files are left alone when the environment says so", () => {
  const ignore = { ALIBABA_CLOUD_IGNORE_PROFILE: "TRUE" };
  const broken = { ".aliyun/config.json": "{" };
  expect(resolve({}, { ...ignore, ...cloud, ALIBABA_CLOUD_PROFILE: "work" }, broken).keys[0]).toBe("cloud-id");
  expect(failure({}, { ...ignore, ALIBABA_CLOUD_PROFILE: "work" }, file).code).toBe("setting-missing");
  const { code, reason } = failure({ profile: "work" }, { ...ignore, ...cloud }, file);
  expect(code).toBe("profile-unusable");
  expect(reason).toContain('profile = "work" is set in the aliyun block');
});

test("with keys given no profile file is even opened", () => {
  expect(resolve(written, {}, { ".aliyun/config.json": "{" }).keys).toEqual(["id", "secret", null]);
});
