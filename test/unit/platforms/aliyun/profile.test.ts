import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findProfile } from "../../../../src/platforms/aliyun/profile";
import { keysOfProfile } from "../../../../src/platforms/aliyun/profile-keys";
import { isProblem, type Problem } from "../../../../src/schema/problem";
import { stopClock } from "../../../support/clock";
import { newDirectory } from "../../../support/directory";

type Texts = Readonly<Record<string, string>>;

/** What a name, or none, leads to in a home with these files. */
function keys(name: string | null, files: Texts, environment: Texts = {}): (string | null)[] | undefined {
  const home = newDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const profile = findProfile(name, { HOME: home, USERPROFILE: home, ...environment });
  if (profile === undefined) return undefined;
  const { accessKeyId, accessKeySecret, securityToken } = keysOfProfile(profile);
  return [accessKeyId, accessKeySecret, securityToken];
}

function failure(...given: Parameters<typeof keys>): Problem {
  try {
    keys(...given);
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(error.code).toBe("profile-unusable");
    expect(error.message + error.stack + JSON.stringify(error)).not.toContain("canary");
    return error;
  }
  throw new Error("it resolved");
}

const shared = ".alibabacloud/credentials";
const ini = (...lines: readonly string[]): Texts => ({ [shared]: lines.join("\n") });
const cli = (profile: object, more = {}): Texts => ({
  ".aliyun/config.json": JSON.stringify({ current: "work", profiles: [{ name: "work", ...profile }], ...more }),
});
const pair = { access_key_id: "id", access_key_secret: "secret" };
const lines = ["access_key_id = id", "access_key_secret = secret"];

/** As the README of Alibaba's Java SDK prints it, indented. */
const readme = ini(
  "    [default]                          # default configuration",
  "    enable = true                      # enabled by default",
  "    type = access_key                  # kind of credential",
  "    access_key_id = foo                # Key",
  "    access_key_secret = bar            # Secret",
  "",
  "    [client1]                          # configuration named `client1`",
  "    type = ecs_ram_role                # kind of credential",
  "    role_name = EcsRamRoleTest         # Role Name",
  "",
  "    [client2]",
  "    enable = false                     # disabled",
  "    type = access_key",
  "    access_key_id = canary",
  "    access_key_secret = canary",
);

describe("an INI file", () => {
  test("is read as Alibaba's README prints it: comments, indentation, disabled sections", () => {
    expect(keys(null, readme)).toEqual(["foo", "bar", null]);
    expect(failure("client1", readme).reason).toContain('has the type "ecs_ram_role"');
    expect(failure("client2", readme).reason).toMatch(
      /^The profile "client2" of .*credentials is disabled: its enable is not true\.$/,
    );
  });

  test.each([
    ["id#1", "id#1"],
    ["id;1", "id;1"],
    ["id#1 # comment", "id#1"],
    ["id\t; comment", "id"],
    ["id #", "id"],
    ["id # one ; two", "id"],
    ['"id" # quoted', "id"],
    ["'id'", "id"],
    ['"i # d"', "i # d"],
    ["i=d==", "i=d=="],
  ])("has the value %j as %j", (written, read) => {
    const text = ["[default] ; mine", "type = access_key", `access_key_id = ${written}`, "access_key_secret=s"];
    expect(keys(null, ini(...text))?.[0]).toBe(read);
  });

  test.each(["sts", "STS", "StsToken"])("of type %s has a token", (type) => {
    const text = ["[default]", `type=${type}`, ...lines, "security_token=CAIS=="];
    expect(keys(null, ini(...text))).toEqual(["id", "secret", "CAIS=="]);
    expect(failure(null, ini(...text.slice(0, 4))).reason).toContain("has no security_token, which its type");
  });

  test("without a type has what its values imply", () => {
    expect(keys(null, ini("[default]", ...lines))).toEqual(["id", "secret", null]);
    expect(keys(null, ini("[default]", ...lines, "security_token = t"))).toEqual(["id", "secret", "t"]);
    expect(failure(null, ini("[default]", "role_name = x")).reason).toContain('has the type "EcsRamRole"');
    expect(failure(null, ini("[default]", ...lines, "role_arn = acs:ram::1:role/x")).reason).toContain("RamRoleArn");
  });

  test.each([
    "ACCESS_KEY_ID = id\r\nAccess_Key_Secret: secret",
    "access_key_id=old\naccess_key_id=id\naccess_key_secret=secret",
  ])("may be %j", (text) => {
    expect(keys(null, { [shared]: `\uFEFF[default]\r\nType = Access_Key\r\n${text}` })).toEqual(["id", "secret", null]);
  });

  test("of the SDKs for Java and Python is read where the others' is not there", () => {
    const text = ["[default]", ...lines].join("\n");
    expect(keys(null, { ".alibabacloud/credentials.ini": text })).toEqual(["id", "secret", null]);
    expect(keys(null, { ".alibabacloud/credentials.ini": text, ...readme })).toEqual(["foo", "bar", null]);
  });

  test("with an emptied key says which", () => {
    const text = ["[default]", "type = access_key", "access_key_id =", "access_key_secret = canary"];
    expect(failure(null, ini(...text)).reason).toMatch(/has no access_key_id, which its type "access_key" needs\.$/);
    expect(failure(null, ini("[default]", "access_key_id = # none", "access_key_secret = canary")).reason).toContain(
      "has no access_key_id",
    );
  });
});

test.each(["false", "False", "FALSE", "0", "no", "off", "disabled"])(
  "enable = %s: the section is skipped",
  (enable) => {
    const disabled = ini(
      "[default]",
      `enable = ${enable} # comment`,
      "access_key_id=canary",
      "access_key_secret=canary",
    );
    const next = { ".alibabacloud/credentials.ini": ["[default]", ...lines].join("\n") };
    expect(keys(null, { ...disabled, ...next })).toEqual(["id", "secret", null]);
    expect(keys("default", { ...disabled, ...next })).toEqual(["id", "secret", null]);
    expect(failure(null, disabled).reason).toContain("is disabled");
  },
);

test.each(["true", "True", "1", "yes", "on", ""])("enable = %j: the section is used", (enable) => {
  expect(keys(null, ini("[default]", `enable = ${enable}`, ...lines))).toEqual(["id", "secret", null]);
});

test.each(["AK", "ak", "Ak", "access_key", ""])("mode %j of the command line tool has no token", (mode) => {
  expect(keys(null, cli({ ...pair, mode }))).toEqual(["id", "secret", null]);
});

test.each(["StsToken", "ststoken", "STSTOKEN", "sts", ""])("mode %j with a token has one", (mode) => {
  expect(keys(null, cli({ ...pair, mode, sts_token: "t", endpoint_type: "vpc", retry_timeout: 0 }))).toEqual([
    "id",
    "secret",
    "t",
  ]);
});

describe.each([
  ["CloudSSO", "cloudsso"],
  ["OAuth", "OAUTH"],
])("the keys that a login of mode %s left", (mode, spelling) => {
  const until = Date.UTC(2030, 0, 1) / 1000;
  const profile = { ...pair, mode: spelling, sts_token: "t", sts_expiration: until };
  const command = (name: string) =>
    `Run \`aliyun configure --mode ${mode} --profile ${name}\`, or name another profile.`;

  test("are used until a minute before they expire", () => {
    stopClock();
    jest.setSystemTime(until * 1000 - 60_001);
    expect(keys(null, cli(profile))).toEqual(["id", "secret", "t"]);
    expect(keys(null, cli({ ...profile, sts_expiration: String(until) }))).toEqual(["id", "secret", "t"]);
    jest.setSystemTime(until * 1000 - 60_000);
    expect(failure(null, cli(profile)).reason).toMatch(/expire in less than a minute, at 2030-01-01T00:00:00Z\.$/);
  });

  test("are refused afterwards, with their profile, since when, and the command of a new login", () => {
    stopClock();
    jest.setSystemTime(until * 1000);
    const { reason, remedy } = failure(null, cli({ ...profile, access_key_secret: "canary", sts_token: "canary" }));
    expect(reason).toMatch(
      new RegExp(
        `^The keys of the profile "work" of .*config\\.json \\(mode "${spelling}"\\) expired at 2030-01-01T00:00:00Z\\.$`,
      ),
    );
    expect(remedy).toBe(command("work"));
    const odd = { current: "my work's", profiles: [{ ...profile, name: "my work's" }] };
    expect(failure(null, { ".aliyun/config.json": JSON.stringify(odd) }).remedy).toBe(command("'my work'\\''s'"));
  });

  test.each([
    ["a token", { sts_token: "" }],
    ["a time", { sts_expiration: 0 }],
    ["keys", { access_key_id: undefined, access_key_secret: undefined }],
  ])("are none without %s", (_, lacking) => {
    const { reason, remedy } = failure(null, cli({ ...profile, ...lacking }));
    expect(reason).toMatch(new RegExp(`has the mode "${spelling}" and no keys of a login\\.$`));
    expect(remedy).toBe(command("work"));
  });

  test("with a time that is none are explained", () => {
    expect(failure(null, cli({ ...profile, sts_expiration: ["canary"] })).reason).toContain(
      "sts_expiration should be a number of seconds, but is a list",
    );
  });
});

test.each([
  ["RamRoleArn", "whose keys STS issues for a role"],
  ["ramrolearn", "whose keys STS issues for a role"],
  ["RamRoleArnWithEcs", "by way of an ECS instance"],
  ["RamRoleArnWithRoleName", "by way of an ECS instance"],
  ["ChainableRamRoleArn", "by way of another profile"],
  ["EcsRamRole", "metadata service"],
  ["OIDC", "OIDC token"],
  ["RsaKeyPair", "RSA key pair"],
  ["External", "a program (process_command)"],
  ["CredentialsURI", "a server (credentials_uri)"],
  ["New", "unknown here"],
])("mode %s is refused by its name, with what it needs and what to do", (mode, needs) => {
  const { reason, remedy } = failure("work", cli({ access_key_id: "canary", access_key_secret: "canary", mode }));
  expect(reason).toMatch(new RegExp(`profile "work" of .*config\\.json has the mode "${mode}", wh`));
  expect(reason).toContain(needs);
  expect(remedy).toMatch(/ALIBABA_CLOUD_ACCESS_KEY_ID.*ALIBABA_CLOUD_SECURITY_TOKEN.*name another profile/);
});

test.each([
  ["BearerToken", "a token instead of an access key"],
  ["Anonymous", "no access key"],
])("mode %s is refused by its name, because the service needs an access key", (mode, needs) => {
  const { reason, remedy } = failure(null, cli({ mode, bearer_token: "canary" }));
  expect(reason).toContain(`has the mode "${mode}", which has ${needs}`);
  expect(remedy).toContain("Name a profile with an access key");
});

test.each([
  "ecs_ram_role",
  "ram_role_arn",
  "rsa_key_pair",
  "oidc_role_arn",
  "credentials_uri",
  "bearer",
  "constructor",
])("type %s of an INI file is refused by its name", (type) => {
  const text = ["[default]", `type = ${type}`, "access_key_id = canary", "access_key_secret = canary"];
  expect(failure(null, ini(...text)).reason).toContain(`credentials has the type "${type}", wh`);
});

describe("no profile where none is named", () => {
  test.each([
    ["{}", "{}"],
    ["an empty file", " \n"],
    ["no profiles", '{"current":"default","profiles":[]}'],
    ["null", '{"current":null,"profiles":null}'],
    ["profiles without keys", JSON.stringify({ current: "default", profiles: [{ name: "default", mode: "AK" }] })],
  ])("is what %s has", (_, text) => {
    expect(keys(null, { ".aliyun/config.json": text })).toBeUndefined();
  });

  test("is an error that lists the profiles where none of them is chosen", () => {
    const dev = ini("[dev]", ...lines, "[off]", "enable = false", ...lines, "[prod]", ...lines);
    const unchosen = { profiles: [{ name: "work", ...pair }] };
    const { reason, remedy } = failure(null, { ...dev, ".aliyun/config.json": JSON.stringify(unchosen) });
    expect(reason).toMatch(/^No profile is named, none is the current one, and none is called "default": /);
    expect(reason).toMatch(/config\.json has "work"; .*credentials has "dev" and "prod"\.$/);
    expect(remedy).toContain("CONNECT_ALIYUN_PROFILE");
    expect(keys(null, ini("[off]", "enable = false", ...lines))).toBeUndefined();
    expect(keys("dev", dev)).toEqual(["id", "secret", null]);
  });

  test("is an error where the file names a current one that it does not have", () => {
    const { reason } = failure(null, cli(pair, { current: "gone" }));
    expect(reason).toMatch(/^The current profile of .*config\.json is "gone", which is not in it\.$/);
    expect(keys(null, { ...cli(pair, { current: "gone" }), ...readme })).toEqual(["foo", "bar", null]);
  });
});

test.each([
  ["canary", "line 1: this is not JSON"],
  ["[]", "should contain an object, but contains a list"],
  ['"canary"', "should contain an object, but contains a string"],
])("config.json with %j is explained as JSON", (text, reason) => {
  expect(failure(null, { ".aliyun/config.json": text }).reason).toContain(reason);
});

test("a name that is not there is answered with near ones", () => {
  expect(failure("wrok", { ...cli(pair), ...readme }).reason).toMatch(
    /There is no profile "wrok" in .*Did you mean "work"\?$/,
  );
});
