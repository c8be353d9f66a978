import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { aliyunEnvironment, diagnose, inState } from "../../support/diagnose";
import { newDirectory } from "../../support/directory";

/** A port where nothing listens: only settings matter here. */
const nowhere = "http://127.0.0.1:1";
const enos = {
  CONNECT_ENOS_ENDPOINT: nowhere,
  CONNECT_ENOS_ORG_ID: "o1",
  CONNECT_ENOS_ACCESS_KEY: "canary-access-key",
  CONNECT_ENOS_SECRET_KEY: "canary-secret-key",
};
const aliyun = aliyunEnvironment(nowhere);

const homeWith = (files: Readonly<Record<string, string>>): string => {
  const home = newDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return home;
};

const profiles = (...list: readonly object[]) => ({
  ".aliyun/config.json": JSON.stringify({ current: "default", profiles: list }),
});
const work = {
  name: "work",
  mode: "AK",
  access_key_id: "canary-profile-id",
  access_key_secret: "canary-profile-secret",
  region_id: "eu-central-1",
};

test("an environment that names no platform fails with the variables of each", async () => {
  const findings = await diagnose({});
  expect(findings.platform).toMatchObject({ state: "failed", detail: "The environment names no platform." });
  expect(findings.platform?.remedy).toContain("for EnOS Connect CONNECT_ENOS_ENDPOINT, CONNECT_ENOS_ORG_ID");
  expect(findings.platform?.remedy).toContain("for Aliyun IoT CONNECT_ALIYUN_ENDPOINT or CONNECT_ALIYUN_REGION");
  expect(inState(findings, "failed")).toEqual(["platform"]);
  for (const id of ["configuration", "tls", "permission.get", "clock"])
    expect(findings[id]).toMatchObject({ state: "skipped", detail: 'It needs "platform", which failed.' });
});

test("an environment that names two platforms fails and says by what", async () => {
  const { platform } = await diagnose({ ...enos, CONNECT_ALIYUN_REGION: "cn-shanghai" });
  expect(platform).toMatchObject({
    state: "failed",
    detail:
      "The environment sets variables of EnOS Connect (CONNECT_ENOS_ENDPOINT and 3 more) and Aliyun IoT (CONNECT_ALIYUN_REGION).",
    remedy: "Choose one with --platform enos or --platform aliyun; or unset the variables of the others.",
  });
});

test("of two platforms that the environment names, the chosen one is looked at and the other is not", async () => {
  const both = { ...enos, CONNECT_ALIYUN_REGION: "cn-shanghai", ALIBABA_CLOUD_ACCESS_KEY_ID: "key" };
  const findings = await diagnose(both, { platform: "aliyun" });
  expect(findings.platform).toMatchObject({ state: "ok", detail: "Aliyun IoT, named by CONNECT_ALIYUN_REGION" });
  expect(findings["setting.org_id"]).toBeUndefined();
  expect(inState(findings, "failed")).toEqual(["setting.access_key_secret"]);
  expect((await diagnose({}, { platform: "enos" })).platform?.detail).toBe("EnOS Connect, named by --platform");
});

test("each setting is shown with the variable it comes from, or as the default, and no secret is shown", async () => {
  const findings = await diagnose({ ...enos, CONNECT_MAX_ATTEMPTS: "2" });
  const details = Object.values(findings).map(({ id, detail }) => [id, detail]);
  expect(Object.fromEntries(details.slice(0, 8))).toEqual({
    platform: "EnOS Connect, named by CONNECT_ENOS_ENDPOINT and 3 more",
    "setting.endpoint": `${nowhere} (CONNECT_ENOS_ENDPOINT)`,
    "setting.org_id":
      "o1 (CONNECT_ENOS_ORG_ID); org_id of a data source reads another one through the same provider block",
    "setting.access_key": "set, and not shown (CONNECT_ENOS_ACCESS_KEY)",
    "setting.secret_key": "set, and not shown (CONNECT_ENOS_SECRET_KEY)",
    "setting.api_version": "v2.4 (the default)",
    "setting.max_attempts": "2 (CONNECT_MAX_ATTEMPTS)",
    defaults:
      "request_timeout = 30, max_connections = 10, insecure_skip_verify = false, allow_plain_http = false (the defaults)",
  });
});

test.each([
  ["EnOS", enos, "CONNECT_ENOS_SECRET_KEY", "secret_key", "Set CONNECT_ENOS_SECRET_KEY."],
  ["EnOS", enos, "CONNECT_ENOS_ORG_ID", "org_id", "Set CONNECT_ENOS_ORG_ID."],
  [
    "Aliyun",
    aliyun,
    "CONNECT_ALIYUN_ENDPOINT",
    "endpoint",
    "Set CONNECT_ALIYUN_ENDPOINT or CONNECT_ALIYUN_REGION or ALIBABA_CLOUD_REGION_ID or ALIBABA_CLOUD_REGION, or use a profile",
  ],
])("of %s, one missing setting is the only failure, with its variables", async (_, given, variable, name, remedy) => {
  const without = Object.fromEntries(Object.entries(given).filter(([each]) => each !== variable));
  const findings = await diagnose(without);
  expect(inState(findings, "failed")).toEqual([`setting.${name}`]);
  expect(findings[`setting.${name}`]?.detail).toMatch(/is not set\.$/);
  expect(findings[`setting.${name}`]?.remedy).toContain(remedy);
  expect(findings.configuration?.detail).toBe(`It needs "${name}", which failed.`);
});

test("without any key of Aliyun both are missing, and a profile is offered", async () => {
  const findings = await diagnose({ CONNECT_ALIYUN_REGION: "cn-shanghai" });
  expect(inState(findings, "failed")).toEqual(["setting.access_key_id", "setting.access_key_secret"]);
  expect(findings["setting.access_key_id"]?.remedy).toBe(
    "Set CONNECT_ALIYUN_ACCESS_KEY_ID or ALIBABA_CLOUD_ACCESS_KEY_ID, or use a profile of ~/.aliyun/config.json or ~/.alibabacloud/credentials.",
  );
});

test("a variable that is empty is pointed at", async () => {
  const { "setting.secret_key": secret } = await diagnose({ ...enos, CONNECT_ENOS_SECRET_KEY: "" });
  expect(secret?.detail).toBe("CONNECT_ENOS_SECRET_KEY is set and empty.");
});

test.each([
  ["CONNECT_ENOS_SECRETKEY", "CONNECT_ENOS_SECRET_KEY"],
  ["CONNECT_ENOS_APIVERSION", "CONNECT_ENOS_API_VERSION"],
  ["CONNECT_CAFILE", "CONNECT_CA_FILE"],
  ["CONNECT_ALIYUN_IOT_INSTANCE_ID", "CONNECT_ALIYUN_INSTANCE_ID"],
  ["CONNECT_LOOKUP", "CONNECT_LOOKUPS"],
])("%s, which nobody reads, is a warning that asks for %s and does not show the value", async (variable, near) => {
  const { variables } = await diagnose({ ...enos, [variable]: "canary" });
  expect(variables).toMatchObject({
    state: "warning",
    detail: `Unknown variable ${variable} (did you mean ${near}?).`,
  });
  expect(JSON.stringify(variables)).not.toContain("canary");
});

test("variables that are read make no such line", async () => {
  const read = { CONNECT_LOOKUPS: "auto", CONNECT_LOOKUPS_MAX_AGE: "3", CONNECT_REQUESTS_PER_SECOND: "2" };
  expect((await diagnose({ ...enos, ...read })).variables).toBeUndefined();
});

test("each value that cannot be is a failure of its own setting, whatever else is wrong", async () => {
  const findings = await diagnose({
    ...enos,
    CONNECT_ENOS_ENDPOINT: "https://me:canary@apim.example",
    CONNECT_ENOS_SECRET_KEY: "canary secret",
    CONNECT_ENOS_API_VERSION: "v9",
    CONNECT_REQUEST_TIMEOUT: "soon",
  });
  expect(inState(findings, "failed")).toEqual(
    ["endpoint", "secret_key", "api_version", "request_timeout"].map((name) => `setting.${name}`),
  );
  expect(findings["setting.endpoint"]?.detail).toContain("must not contain a user name or password");
  expect(findings["setting.request_timeout"]).toMatchObject({
    state: "failed",
    detail: 'Invalid environment variable. CONNECT_REQUEST_TIMEOUT must be a number; it is "soon".',
  });
  expect(JSON.stringify(findings)).not.toContain("canary");
});

test("credentials of a profile are shown with profile and file, the home directory as ~", async () => {
  const home = homeWith(profiles({ ...work, name: "default" }, work));
  const given = { CONNECT_ALIYUN_ENDPOINT: nowhere };
  const current = await diagnose(given, { home });
  const place = 'profile "default" of ~/.aliyun/config.json';
  expect(current["setting.access_key_id"]?.detail).toBe(`set, and not shown (${place})`);
  expect(current["setting.access_key_secret"]?.detail).toBe(`set, and not shown (${place})`);
  expect(current["setting.region"]?.detail).toBe(`eu-central-1 (${place})`);
  const named = await diagnose({ ...given, CONNECT_ALIYUN_PROFILE: "work" }, { home });
  expect(named["setting.profile"]?.detail).toBe("work (CONNECT_ALIYUN_PROFILE)");
  expect(named["setting.access_key_id"]?.detail).toContain('(profile "work" of ~/.aliyun/config.json)');
  expect(JSON.stringify([current, named])).not.toMatch(/canary|doctor-home/);
});

test("a token is only shown where it goes with the keys that are used", async () => {
  const token = { ALIBABA_CLOUD_SECURITY_TOKEN: "canary-token" };
  expect((await diagnose({ ...aliyun, ...token }))["setting.security_token"]).toBeUndefined();
  const cloud = {
    CONNECT_ALIYUN_ENDPOINT: nowhere,
    ALIBABA_CLOUD_ACCESS_KEY_ID: "canary-id",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "canary-secret",
    ...token,
  };
  const findings = await diagnose(cloud);
  for (const name of ["access_key_id", "access_key_secret", "security_token"])
    expect(findings[`setting.${name}`]?.detail).toBe(`set, and not shown (ALIBABA_CLOUD_${name.toUpperCase()})`);
});

test("halves of two places are shown with one place each", async () => {
  const findings = await diagnose({
    CONNECT_ALIYUN_ENDPOINT: nowhere,
    CONNECT_ALIYUN_ACCESS_KEY_ID: "canary-id",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "canary-secret",
  });
  expect(findings["setting.access_key_id"]?.detail).toContain("(CONNECT_ALIYUN_ACCESS_KEY_ID)");
  expect(findings["setting.access_key_secret"]?.detail).toContain("(ALIBABA_CLOUD_ACCESS_KEY_SECRET)");
});

test("a profile that is not there fails the configuration, and no setting is called missing", async () => {
  const findings = await diagnose({ CONNECT_ALIYUN_REGION: "cn-shanghai", CONNECT_ALIYUN_PROFILE: "absent" });
  expect(inState(findings, "failed")).toEqual(["configuration"]);
  expect(findings.configuration?.detail).toMatch(
    /^Profile not found\. There is no profile "absent" in ~\/\.aliyun\/config\.json/,
  );
});

test("a user whom the system does not know has no profiles, and that is no reason to crash", async () => {
  jest.spyOn(os, "homedir").mockImplementation(() => {
    throw new Error("uv_os_homedir returned ENOENT");
  });
  try {
    const nobody = { HOME: "", USERPROFILE: "" };
    expect(inState(await diagnose({ ...aliyun, ...nobody }), "failed")).toEqual(["connection"]);
    const { configuration } = await diagnose({ ...aliyun, ...nobody, CONNECT_ALIYUN_PROFILE: "work" });
    const without = { CONNECT_ALIYUN_REGION: "cn-shanghai", CONNECT_ALIYUN_PROFILE: "work", ...nobody };
    expect((await diagnose(without)).configuration?.detail).toMatch(/There is no profile "work" in the home directory/);
    expect(configuration?.state).toBe("ok");
  } finally {
    jest.restoreAllMocks();
  }
});

test("a broken endpoint does not make the keys of a profile look missing", async () => {
  const home = homeWith(profiles({ ...work, name: "default" }));
  const findings = await diagnose({ CONNECT_ALIYUN_ENDPOINT: "no host" }, { home });
  expect(inState(findings, "failed")).toEqual(["setting.endpoint"]);
});
