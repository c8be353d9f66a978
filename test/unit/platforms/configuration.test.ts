import {
  blockChoosing,
  commandLine,
  type Face,
  resolveConfiguration,
  synthesis,
  terraform,
  variableName,
} from "../../../src/platforms/configuration";
import { definePlatform, type Platform } from "../../../src/platforms/platform";
import { optional } from "../../../src/schema/attribute";
import { printPath } from "../../../src/schema/path";
import { isProblem, type Problem } from "../../../src/schema/problem";
import { string } from "../../../src/schema/type";

const platform = (name: string): Platform =>
  definePlatform({
    name,
    title: name.toUpperCase(),
    description: "",
    settings: {
      endpoint: optional(string, ""),
      secretKey: optional(string, "", { sensitive: true, check: (v) => (v.includes(" ") ? "No spaces." : undefined) }),
      apiVersion: optional(string, ""),
    },
    required: ["endpoint", "secretKey"],
    defaults: { apiVersion: "v2" },
    batches: false,
    origin: () => ({}),
    diagnosis: { reads: { get: "", search: "" }, clockTolerance: null, edition: async () => "" },
    locations: {} as never,
    open: () => {
      throw new Error("not needed here");
    },
  });

const platforms = [platform("one"), platform("two")];
const resolve = (block: Record<string, unknown>, environment: Record<string, string>, face?: Face) =>
  resolveConfiguration(platforms, block, environment, face);
const failure = (block: Record<string, unknown>, environment: Record<string, string>, face?: Face): Problem => {
  try {
    resolve(block, environment, face);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("it resolved");
};

test("variables are named after platform and argument, shared ones after the argument alone", () => {
  expect(variableName(platforms[0] as Platform, "secretKey")).toBe("CONNECT_ONE_SECRET_KEY");
  expect(variableName(null, "caFile")).toBe("CONNECT_CA_FILE");
});

test("the configuration wins, the environment fills its gaps, defaults come last", () => {
  const { platform, settings, connection } = resolve(
    { one: { endpoint: "https://block", secretKey: null, apiVersion: null }, requestTimeout: 5 },
    { CONNECT_ONE_ENDPOINT: "https://env", CONNECT_ONE_SECRET_KEY: "s", CONNECT_REQUEST_TIMEOUT: "9" },
  );
  expect(platform.name).toBe("one");
  expect(settings).toEqual({ endpoint: "https://block", secretKey: "s", apiVersion: "v2" });
  expect(connection.requestTimeout).toBe(5);
});

test("without a block the environment says which platform", () => {
  expect(resolve({}, { CONNECT_TWO_ENDPOINT: "e", CONNECT_TWO_SECRET_KEY: "s" }).platform.name).toBe("two");
});

test("a block decides even when the environment names another platform as well", () => {
  const environment = { CONNECT_TWO_ENDPOINT: "e", CONNECT_ONE_ENDPOINT: "e", CONNECT_ONE_SECRET_KEY: "s" };
  expect(resolve({ one: {} }, environment).platform.name).toBe("one");
  expect(failure({}, environment).code).toBe("platform-ambiguous");
});

describe("each face speaks of its own way to configure", () => {
  const both = { CONNECT_ONE_ENDPOINT: "e", CONNECT_ONE_SECRET_KEY: "s", CONNECT_TWO_ENDPOINT: "e" };
  const set =
    "The environment sets variables of ONE (CONNECT_ONE_ENDPOINT and 1 more) and TWO (CONNECT_TWO_ENDPOINT). ";

  test.each([
    [
      "Terraform",
      terraform,
      "Name one in the provider block: one = {} or two = {}",
      "one.secret_key in the provider block",
      "TWO: two = { … } in the provider block, or ",
    ],
    [
      "a synth",
      synthesis,
      "Name one in a ConnectProvider construct: { one: {} } or { two: {} }",
      "one.secretKey in the ConnectProvider construct",
      "TWO: two: { … } in the ConnectProvider construct, or ",
    ],
  ])("%s: with what is written there", (_, face, choice, argument, part) => {
    expect(failure({}, both, face).detail).toBe(`${set}${choice}; or unset the variables of the others.`);
    expect(failure({ one: {} }, {}, face).detail).toContain(
      `${argument}, or CONNECT_ONE_SECRET_KEY in the environment`,
    );
    expect(failure({}, {}, face).detail).toContain(part);
    expect(failure({ one: {}, two: {} }, {}, face).detail).toContain("with an alias, for each");
  });

  test("the command line: with --platform and variables, and never with a block", () => {
    expect(failure({}, both, commandLine).detail).toBe(
      `${set}Choose one with --platform one or --platform two; or unset the variables of the others.`,
    );
    const { detail } = failure(blockChoosing(platforms[1]), both, commandLine);
    expect(detail).toBe(
      "TWO cannot be read without secret_key. The environment sets CONNECT_TWO_ENDPOINT. Set it:\n  - secret_key: CONNECT_TWO_SECRET_KEY in the environment",
    );
    expect(failure({}, {}, commandLine).detail).toContain(
      "  - ONE: CONNECT_ONE_ENDPOINT, CONNECT_ONE_SECRET_KEY in the environment",
    );
  });
});

test("all missing settings come in one error that names every place they may come from", () => {
  const { code, reason, remedy, path } = failure({ one: { endpoint: "" } }, { CONNECT_ONE_SECRET_KEY: "" });
  expect(code).toBe("setting-missing");
  expect(printPath(path)).toBe("one");
  expect(reason).toBe("ONE cannot be read without endpoint, secret_key.");
  expect(remedy).toContain("one.endpoint in the provider block, or CONNECT_ONE_ENDPOINT in the environment");
  expect(remedy).toContain("one.secret_key in the provider block, or CONNECT_ONE_SECRET_KEY in the environment");
});

test("nothing configured at all is explained for every platform", () => {
  const { code, remedy } = failure({}, {});
  expect(code).toBe("platform-missing");
  expect(remedy).toContain("ONE: one = { … } in the provider block, or CONNECT_ONE_ENDPOINT, CONNECT_ONE_SECRET_KEY");
  expect(remedy).toContain("TWO: ");
});

test("a variable that is no such value is named, and a secret one is not shown", () => {
  const base = { CONNECT_ONE_ENDPOINT: "e", CONNECT_ONE_SECRET_KEY: "s" };
  expect(failure({}, { ...base, CONNECT_REQUEST_TIMEOUT: "soon" }).detail).toBe(
    'CONNECT_REQUEST_TIMEOUT must be a number; it is "soon".',
  );
  expect(failure({}, { ...base, CONNECT_MAX_ATTEMPTS: "99" }).detail).toContain("between 1 and 10");
  const secret = failure({}, { ...base, CONNECT_ONE_SECRET_KEY: "top secret" });
  expect(secret.code).toBe("variable-invalid");
  expect(secret.detail).toContain("CONNECT_ONE_SECRET_KEY");
  expect(JSON.stringify(secret) + secret.stack).not.toContain("top");
});

describe("variables of a platform's ecosystem", () => {
  const cloud: Platform = {
    ...platform("cloud"),
    variables: { endpoint: ["CLOUD_ENDPOINT"], secretKey: ["CLOUD_SECRET"] },
    otherVariables: ["CLOUD_FILE"],
    also: "CLOUD_ENDPOINT and CLOUD_SECRET",
  };
  const all = [...platforms, cloud];
  const both = { CLOUD_ENDPOINT: "e", CLOUD_SECRET: "canary" };
  const resolveAll = (environment: Record<string, string>, face?: Face, block = {}) =>
    resolveConfiguration(all, block, environment, face);
  const reasonOf = (...given: Parameters<typeof resolveAll>): Problem => {
    try {
      resolveAll(...given);
    } catch (error) {
      if (isProblem(error)) return error;
    }
    throw new Error("it resolved");
  };

  test("alone name the platform and are enough", () => {
    expect(resolveAll(both).platform.name).toBe("cloud");
    expect(resolveAll(both).settings).toMatchObject({ endpoint: "e", secretKey: "canary" });
  });

  test("beside our variables of another platform do not count: they may be there for another program", () => {
    const one = { CONNECT_ONE_ENDPOINT: "e", CONNECT_ONE_SECRET_KEY: "s" };
    expect(resolveAll({ ...both, ...one }).platform.name).toBe("one");
    expect(resolveAll({ ...both, CONNECT_CLOUD_ENDPOINT: "own" }).settings.endpoint).toBe("own");
    expect(reasonOf({ ...both, ...one, CONNECT_CLOUD_ENDPOINT: "own" }).code).toBe("platform-ambiguous");
  });

  test.each([
    ["Terraform", terraform, "Name one in the provider block: one = {} or two = {}."],
    ["the command line", commandLine, "Choose one with --platform one or --platform two."],
  ])(
    "that are not enough are named by %s, without values, with what is missing and the other platforms",
    (_, face, choice) => {
      const { code, reason, remedy } = reasonOf({ CLOUD_SECRET: "canary", CLOUD_FILE: "canary" }, face);
      expect(code).toBe("setting-missing");
      expect(reason).toBe("CLOUD cannot be read without endpoint. The environment sets CLOUD_SECRET and CLOUD_FILE.");
      expect(remedy).toContain("CONNECT_CLOUD_ENDPOINT or CLOUD_ENDPOINT in the environment");
      expect(remedy).toContain(`If ONE or TWO is meant: ${choice}`);
    },
  );

  test("are offered where nothing names a platform, and other platforms are not where the block names this one", () => {
    expect(reasonOf({}).remedy).toContain(
      "CONNECT_CLOUD_ENDPOINT, CONNECT_CLOUD_SECRET_KEY in the environment (or CLOUD_ENDPOINT and CLOUD_SECRET)",
    );
    expect(reasonOf({ CLOUD_SECRET: "s" }, terraform, { cloud: {} }).remedy).not.toContain("is meant");
  });
});
