import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import type { AliyunOptions } from "../../src/emulator/aliyun/options";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { EnosOptions } from "../../src/emulator/enos/options";
import type { Fault } from "../../src/emulator/shell/faults";
import type { Emulator } from "../../src/emulator/shell/serve";
import { account, environmentOf, wireProduct } from "../support/enos";
import type { Result } from "./live/check";
import { chosenBy } from "./live/chosen";
import { jsonReport, textReport } from "./live/report";
import { tryContract } from "./live/run";

const aliyunAccount = { accessKeyId: "live-test-key", accessKeySecret: "live-test-secret" };
const secrets = [account.accessKey, account.secretKey, ...Object.values(aliyunAccount), "canary-secret"];

const startEnos = (options: EnosOptions = {}) => {
  const tagged = wireProduct(1, { productTags: { site: "上海" }, productName: { defaultValue: "Smart Meter" } });
  return startEmulator({ ...options, seed: { accounts: [account], products: [tagged, wireProduct(2)] } });
};
const startAliyun = (options: AliyunOptions = {}) => {
  const product = { ProductKey: "a1T27vzLamp", ProductName: "Lamp", ProductSecret: "canary-secret", NodeType: 0 };
  const products = [product, { ...product, ProductKey: "a1T27vzLam2" }].map((one, GmtCreate) => ({
    ...one,
    GmtCreate,
  }));
  return startAliyunEmulator({ ...options, seed: { aliyun: { accounts: [aliyunAccount], products } } });
};
const enosAt = (endpoint: string) => ({ ...environmentOf(endpoint), LIVE_PRODUCTS: "key00001, key00002" });
const aliyunAt = (endpoint: string) => ({
  CONNECT_ALIYUN_ENDPOINT: endpoint,
  CONNECT_ALIYUN_ACCESS_KEY_ID: aliyunAccount.accessKeyId,
  CONNECT_ALIYUN_ACCESS_KEY_SECRET: aliyunAccount.accessKeySecret,
  LIVE_PRODUCTS: "a1T27vzLamp",
});

type At = (endpoint: string) => Record<string, string>;

/** What the live contract says of an emulator. No report of it may hold a secret, and no request may be other than a read. */
async function tryOn(starting: Promise<Emulator>, at: At, more: Record<string, string> = {}, faults: Fault[] = []) {
  const emulator = await starting;
  emulator.faults.add(...faults);
  try {
    const chosen = chosenBy({ ...at(emulator.endpoint), CONNECT_REQUESTS_PER_SECOND: "10000", ...more });
    const outcome = await tryContract(chosen.live, chosen.plan);
    for (const report of [jsonReport, textReport])
      for (const secret of secrets) expect(report(chosen, outcome)).not.toContain(secret);
    const asked = new Set(emulator.journal.entries.map(({ action }) => action));
    for (const action of asked)
      expect(["token/get", "get", "search", "QueryProduct", "QueryProductList"]).toContain(action);
    expect(outcome.requests).toBe(emulator.journal.total);
    return outcome;
  } finally {
    await emulator.close();
  }
}

const idsOf = (results: readonly Result[], state: Result["state"]) =>
  results.filter((result) => result.state === state).map(({ id }) => id);

const untriedOnEnos = [
  ...["expired-token", "token-refresh", "write-actions", "fields-as-seeded", "secret-scheme", "secret-denied"],
  ...["require-secret-values", "order", "consistency", "no-quota"],
];
const untriedOnAliyun = [
  ...["tuya-token", "one-account", "permission-denied", "same-moment", "limits", "retry-hint", "plain-http"],
];
const aboutTuya = ["refusals-of-tuya", "tuya-parameters", "tuya-no-acs3", "tuya-instances"];
const aboutAlibaba = ["acs3-accepted", "acs3-headers", "acs3-body", "instances"];

test.each([
  ["2.4", "v2.4", ["missing-version", "early-expressions"]],
  ["2.1", "v2.1", ["early-expressions"]],
  ["2.1-early", "v2.1", ["newest-first"]],
] as const)("on the emulator of EnOS %s all holds, but for what cannot be tried", async (edition, version, untried) => {
  const more = { LIVE_EDITION: edition, CONNECT_ENOS_API_VERSION: version };
  const { results } = await tryOn(startEnos({ edition }), enosAt, more);
  expect(results.filter(({ state }) => state === "not held")).toEqual([]);
  expect(idsOf(results, "not tried").sort()).toEqual([...untriedOnEnos, ...untried].sort());
});

test.each([
  ["alibaba", aboutTuya],
  ["tuya", aboutAlibaba],
] as const)("on the emulator of Aliyun IoT, %s, all holds, but for what cannot be tried", async (flavour, untried) => {
  const { results } = await tryOn(startAliyun({ flavour }), aliyunAt, { LIVE_EDITION: flavour });
  expect(results.filter(({ state }) => state === "not held")).toEqual([]);
  expect(idsOf(results, "not tried").sort()).toEqual([...untriedOnAliyun, ...untried].sort());
});

const always = (action: string, effect: Fault): Fault[] => [{ match: { action }, times: 1_000, ...effect }];
const searches = [
  ...["search-keys", "search-model", "search-tags", "page-default", "page-largest", "client-search"],
  ...["newest-first", "search-nulls", "expression-grammar", "expression-bounds", "like", "pages", "body"],
  ...["content-type", "service-texts", "wrong-method"],
];

test.each<[string, () => Promise<Emulator>, At, Fault[], string[]]>([
  ["EnOS with a narrow clock window", () => startEnos({ clockWindow: 60 }), enosAt, [], ["clock-window"]],
  ["EnOS that refuses searches", startEnos, enosAt, always("search", { code: 99500 }), searches],
  ["Aliyun with a narrow clock window", () => startAliyun({ clockWindow: 60 }), aliyunAt, [], ["clock-window"]],
  [
    "Aliyun whose list is not there",
    startAliyun,
    aliyunAt,
    always("QueryProductList", { status: 503 }),
    [
      ...["list-page", "list-largest", "list-beyond", "list-fields", "newest-first"],
      ...["success-code", "page-parameters", "commodity-filter"],
    ],
  ],
])("of %s the report says what did not hold", async (_, start, at, faults, ids) => {
  const { results } = await tryOn(start(), at, {}, faults);
  expect(idsOf(results, "not held").sort()).toEqual([...ids].sort());
  for (const { state, expected, found } of results) if (state === "not held") expect(found).not.toEqual(expected);
});

test("an edition that is taken for another is noticed", async () => {
  const { results } = await tryOn(startEnos({ edition: "2.1-early" }), enosAt, { CONNECT_ENOS_API_VERSION: "v2.1" });
  expect(idsOf(results, "not held")).toEqual(["not-found", "page-largest"]);
});

test("what got no answer was not tried", async () => {
  const { results } = await tryOn(startEnos(), enosAt, {}, always("search", { reset: true }));
  expect(idsOf(results, "not held")).toEqual([]);
  expect(results.find(({ id }) => id === "pages")).toMatchObject({ state: "not tried", why: expect.any(String) });
});

test("a platform that sends a secret back does not get it into the report", async () => {
  const { results } = await tryOn(startEnos(), enosAt, {}, always("search", { code: account.secretKey }));
  expect(results.find(({ id }) => id === "search-model")?.found).toEqual({
    same: "code (hidden)",
    other: "code (hidden)",
  });
});

test("no more requests are sent than allowed, and what is left is named", async () => {
  const { results, requests } = await tryOn(startEnos(), enosAt, { LIVE_MAX_REQUESTS: "20" });
  expect(requests).toBe(20);
  expect(results).toHaveLength(45);
  expect(results.find(({ id }) => id === "like")).toMatchObject({
    state: "not tried",
    why: expect.stringContaining("20 requests"),
  });
});

test("a platform that cannot be read is an explained error", async () => {
  const wrong = { CONNECT_ENOS_SECRET_KEY: "wrong-secret-key" };
  await expect(tryOn(startEnos(), enosAt, wrong)).rejects.toMatchObject({
    code: "secret-key-wrong",
    denied: true,
    facts: { platformCode: 1003 },
  });
  await expect(tryOn(startEnos(), enosAt, { LIVE_PRODUCTS: "nothing" })).rejects.toMatchObject({
    code: "product-not-found",
    reason: expect.stringContaining('"nothing"'),
  });
});

test.each([
  [{}, "No platform configured"],
  [enosAt("http://127.0.0.1:1"), undefined],
  [{ ...enosAt("http://127.0.0.1:1"), CONNECT_ENOS_SECRET_KEY: "" }, "CONNECT_ENOS_SECRET_KEY"],
  [{ ...enosAt("http://127.0.0.1:1"), LIVE_PRODUCTS: " ," }, "LIVE_PRODUCTS"],
  [{ ...enosAt("http://127.0.0.1:1"), LIVE_PRODUCTS: "a,b,c,d,e,f,g,h,i,j,k" }, "11 products"],
  [{ ...enosAt("http://127.0.0.1:1"), LIVE_EDITION: "tuya" }, "2.1-early, 2.1, 2.4"],
  [{ ...enosAt("http://127.0.0.1:1"), LIVE_MAX_REQUESTS: "0" }, "LIVE_MAX_REQUESTS"],
])("of an environment %j the usage error names what has to be set", (environment, message) => {
  const choose = () => chosenBy(environment as Record<string, string>);
  if (message === undefined) expect(choose).not.toThrow();
  else expect(choose).toThrow(message);
});
