import { startAliyunEmulator } from "../../../src/emulator/aliyun/emulator";
import { startEmulator } from "../../../src/emulator/enos/emulator";
import type { Emulator } from "../../../src/emulator/shell/serve";
import { diagnosis as aliyun } from "../../../src/platforms/aliyun/diagnosis";
import { ok, service, thinRow } from "../../support/aliyun-service";
import { pass, stopClock, until } from "../../support/clock";
import { aliyunAccount, aliyunEnvironment, diagnose, enosEnvironment, type Findings } from "../../support/diagnose";
import { account, seedOf, wireProduct } from "../../support/enos";
import { closeAll, closing, listen } from "../../support/loopback-server";

afterEach(closeAll);

const access = ["api", "authentication", "permission.search", "permission.get", "clock"];
const states = (findings: Findings) => access.map((id) => findings[id]?.state);

const someProducts = (count: number) => Array.from({ length: count }, (_, index) => wireProduct(index));

const enos = async (options: Parameters<typeof startEmulator>[0] = {}): Promise<Emulator> =>
  closing(await startEmulator({ seed: seedOf(someProducts(3)), ...options }));

const aliyunProducts = [{ ProductKey: "a1key", ProductName: "lamp", GmtCreate: 1 }];
const aliyunWith = async (changes: object = {}, options: object = {}): Promise<Emulator> =>
  closing(
    await startAliyunEmulator({
      seed: { aliyun: { accounts: [{ ...aliyunAccount, ...changes }], products: aliyunProducts } },
      ...options,
    }),
  );

/** The actions a platform was asked for, in order. */
const asked = ({ journal }: Emulator): (string | null)[] => journal.entries.map(({ action }) => action);

describe("on EnOS", () => {
  test("with everything right, three requests tell that everything is", async () => {
    const emulator = await enos();
    const findings = await diagnose(enosEnvironment(emulator.endpoint));
    expect(states(findings)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(findings.api?.detail).toBe("v2.4: EnOS 2.4 CU1 or newer");
    expect(findings["permission.search"]?.detail).toBe("Search Product allowed; 3 products");
    expect(findings["permission.get"]?.detail).toBe("Get Product allowed");
    expect(asked(emulator)).toEqual(["token/get", "search", "get"]);
  });

  test("a read that batch_reads would turn into a search is a read all the same", async () => {
    const emulator = await enos();
    await diagnose({ ...enosEnvironment(emulator.endpoint), CONNECT_BATCH_READS: "true" });
    expect(asked(emulator)).toEqual(["token/get", "search", "get"]);
  });

  test("in an empty organization the read of an absent product tells that reading is allowed", async () => {
    const { endpoint } = await enos({ seed: seedOf([]) });
    const findings = await diagnose(enosEnvironment(endpoint));
    expect(states(findings)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(findings["permission.search"]?.detail).toBe("Search Product allowed; 0 products");
    expect(findings["permission.get"]?.detail).toBe("Get Product allowed; tried with a key that does not exist");
  });

  test("more products than a page are counted with one request", async () => {
    const emulator = await enos({ seed: seedOf(someProducts(2500)), edition: "2.1" });
    const findings = await diagnose({ ...enosEnvironment(emulator.endpoint), CONNECT_ENOS_API_VERSION: "v2.1" });
    expect(findings["permission.search"]?.detail).toBe("Search Product allowed; 2500 products");
    expect(findings["permission.get"]?.state).toBe("ok");
    expect(asked(emulator).filter((action) => action === "search")).toHaveLength(1);
  });

  test.each([
    ["access key", "CONNECT_ENOS_ACCESS_KEY", "Unknown access key", "access_key"],
    ["secret key", "CONNECT_ENOS_SECRET_KEY", "Wrong secret key", "secret_key"],
  ])("a wrong %s fails authentication and names what to correct", async (_, variable, summary, argument) => {
    const { endpoint } = await enos();
    const findings = await diagnose({ ...enosEnvironment(endpoint), [variable]: "canary-mistake" });
    expect(states(findings)).toEqual(["skipped", "failed", "skipped", "skipped", "ok"]);
    expect(findings.api?.detail).toMatch(/^Not checked: /);
    expect(findings.authentication?.detail).toContain(summary);
    expect(findings.authentication?.remedy).toMatch(new RegExp(`^Check ${argument} .*${variable}`));
    expect(findings["permission.get"]?.detail).toBe('It needs "authentication", which failed.');
    expect(JSON.stringify(findings)).not.toContain("canary");
  });

  test("credentials without permission are accepted, and both reads are refused", async () => {
    const seed = { accounts: [{ ...account, permissions: [] }], products: someProducts(1) };
    const findings = await diagnose(enosEnvironment((await enos({ seed })).endpoint));
    expect(states(findings)).toEqual(["ok", "ok", "failed", "failed", "ok"]);
    expect(findings["permission.search"]?.detail).toMatch(/^Access denied\. Could not search products\./);
    expect(findings["permission.get"]?.remedy).toContain('policy with "Product: Read"');
  });

  test("an organization that does not exist is not taken for wrong credentials", async () => {
    const { endpoint } = await enos();
    const findings = await diagnose({ ...enosEnvironment(endpoint), CONNECT_ENOS_ORG_ID: "o999" });
    expect(states(findings)).toEqual(["ok", "ok", "failed", "failed", "ok"]);
    expect(findings["permission.search"]?.remedy).toContain("CONNECT_ENOS_ORG_ID");
  });

  test.each(["2.1", "2.1-early"] as const)(
    "API v2.4 asked of edition %s fails and offers api_version",
    async (edition) => {
      const { endpoint } = await enos({ edition });
      const findings = await diagnose(enosEnvironment(endpoint));
      expect(states(findings)).toEqual(["failed", "skipped", "skipped", "skipped", "ok"]);
      expect(findings.api?.detail).toContain("API not found");
      expect(findings.api?.remedy).toContain('set api_version = "v2.1" (or CONNECT_ENOS_API_VERSION)');
    },
  );

  test.each([
    ["2.1-early", "v2.1 of an early edition, before EnOS 2.2"],
    ["2.1", "v2.1 of EnOS 2.2 or newer"],
    ["2.4", "v2.1 of EnOS 2.2 or newer"],
  ] as const)("API v2.1 of edition %s is told as far as it can be", async (edition, told) => {
    const { endpoint } = await enos({ edition });
    const { api } = await diagnose({ ...enosEnvironment(endpoint), CONNECT_ENOS_API_VERSION: "v2.1" });
    expect(api).toMatchObject({ state: "ok", detail: expect.stringContaining(told) });
  });

  test("something that is no EnOS fails where it shows, and nothing is claimed about the rest", async () => {
    const endpoint = await listen((_, response) => response.end("<html>Log in</html>"));
    const findings = await diagnose(enosEnvironment(endpoint));
    expect(states(findings)).toEqual(["skipped", "skipped", "failed", "skipped", "ok"]);
    expect(findings["permission.search"]?.detail).toContain("Not a response from EnOS Connect");
    expect(findings["permission.get"]?.detail).toBe("Not checked: the search got no answer.");
  });

  test.each([
    [200, "<html>Log in</html>"],
    [302, ""],
    [500, "no"],
  ])("the clock of what answers %d and is no EnOS is not taken for the platform's", async (status, text) => {
    const answer = (ahead: number) =>
      listen((_, response) => {
        const date = new Date(Date.now() + ahead).toUTCString();
        response.writeHead(status, { date, location: "/login" }).end(text);
      });
    const clockOf = async (ahead: number) =>
      (await diagnose({ ...enosEnvironment(await answer(ahead)), CONNECT_MAX_ATTEMPTS: "1" })).clock;
    expect(await clockOf(0)).toEqual({
      id: "clock",
      title: "clock",
      state: "ok",
      detail: "within a minute of that of what answered",
    });
    expect(await clockOf(600_000)).toMatchObject({
      state: "warning",
      detail: "This machine's clock is 10 minutes behind that of what answered.",
    });
  });

  test("a platform that never answers is given up, in the words of request_timeout", async () => {
    let asked = 0;
    const endpoint = await listen(() => {
      asked += 1;
    });
    stopClock();
    const diagnosis = diagnose({ ...enosEnvironment(endpoint), CONNECT_MAX_ATTEMPTS: "1" });
    await until(() => asked === 1);
    await pass(5_000);
    const findings = await diagnosis;
    expect(states(findings)).toEqual(["skipped", "skipped", "failed", "skipped", "skipped"]);
    expect(findings["permission.search"]?.detail).toMatch(
      /^No response in time\. .* accepted the connection and did not respond\./,
    );
    expect(findings["permission.search"]?.remedy).toContain("request_timeout");
  });

  test.each([
    [10, "behind"],
    [-10, "ahead of"],
  ])(
    "a platform whose clock is off by %d minutes is a warning: nobody documents a tolerance",
    async (minutes, where) => {
      const { endpoint } = await enos({ clock: () => Date.now() + minutes * 60_000, clockWindow: 3600 });
      const findings = await diagnose(enosEnvironment(endpoint));
      expect(states(findings)).toEqual(["ok", "ok", "ok", "ok", "warning"]);
      expect(findings.clock).toMatchObject({
        detail: `This machine's clock is 10 minutes ${where} the platform's; no document says how much EnOS Connect tolerates.`,
        remedy: expect.stringContaining("Correct this machine's clock"),
      });
    },
  );

  test("where the clock is the reason that nothing works, both lines say so", async () => {
    const { endpoint } = await enos({ clock: () => Date.now() + 3_600_000 });
    const findings = await diagnose(enosEnvironment(endpoint));
    expect(states(findings)).toEqual(["skipped", "failed", "skipped", "skipped", "warning"]);
    expect(findings.authentication?.remedy).toContain("Correct this machine's clock");
  });
});

describe("on Aliyun", () => {
  test("with everything right, two requests tell that everything is", async () => {
    const emulator = await aliyunWith();
    const findings = await diagnose(aliyunEnvironment(emulator.endpoint));
    expect(states(findings)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(findings["permission.search"]?.detail).toBe("QueryProductList allowed; 1 product");
    expect(findings["permission.get"]?.detail).toBe("QueryProduct allowed");
    expect(asked(emulator)).toEqual(["QueryProductList", "QueryProduct"]);
  });

  test.each([
    ["key", "CONNECT_ALIYUN_ACCESS_KEY_ID", "Unknown access key", "access_key_id"],
    ["secret", "CONNECT_ALIYUN_ACCESS_KEY_SECRET", "Signature not accepted", "access_key_secret"],
  ])("a wrong %s fails authentication and names what to correct", async (_, variable, summary, argument) => {
    const { endpoint } = await aliyunWith();
    const findings = await diagnose({ ...aliyunEnvironment(endpoint), [variable]: "canary-mistake" });
    expect(states(findings)).toEqual(["skipped", "failed", "skipped", "skipped", "ok"]);
    expect(findings.authentication?.detail).toContain(summary);
    expect(findings.authentication?.remedy).toContain(`Check ${argument}`);
    expect(JSON.stringify(findings)).not.toContain("canary");
  });

  test("a temporary key without its token fails authentication and asks for the token", async () => {
    const { endpoint } = await aliyunWith({ securityToken: "canary-token" });
    const findings = await diagnose(aliyunEnvironment(endpoint));
    expect(findings.authentication).toMatchObject({
      state: "failed",
      remedy: expect.stringContaining("security_token"),
    });
  });

  test.each([
    ["iot:QueryProduct", ["ok", "ok", "failed", "ok", "ok"], "permission.search"],
    ["iot:QueryProductList", ["ok", "ok", "ok", "failed", "ok"], "permission.get"],
  ])("a key that may only call %s is refused the other call alone", async (permission, expected, id) => {
    const { endpoint } = await aliyunWith({ permissions: [permission] });
    const findings = await diagnose(aliyunEnvironment(endpoint));
    expect(states(findings)).toEqual(expected);
    expect(findings[id]?.detail).toContain("Access denied");
    expect(findings[id]?.remedy).toContain("AliyunIOTReadOnlyAccess");
  });

  test("an instance that does not exist is not taken for wrong credentials", async () => {
    const { endpoint } = await aliyunWith();
    const findings = await diagnose({ ...aliyunEnvironment(endpoint), CONNECT_ALIYUN_INSTANCE_ID: "iot-none" });
    expect(states(findings)).toEqual(["ok", "ok", "failed", "failed", "ok"]);
    expect(findings["permission.search"]?.remedy).toContain("CONNECT_ALIYUN_INSTANCE_ID");
  });

  test("a service that does not know the calls fails the API", async () => {
    const body = JSON.stringify({ RequestId: "R", Code: "InvalidApi.NotFound", Message: "no such api" });
    const endpoint = await listen((_, response) => response.writeHead(404).end(body));
    const findings = await diagnose(aliyunEnvironment(endpoint));
    expect(states(findings)).toEqual(["failed", "skipped", "skipped", "skipped", "ok"]);
  });

  test.each([
    [5, ["ok", "ok", "ok", "ok", "warning"]],
    [20, ["skipped", "failed", "skipped", "skipped", "failed"]],
  ])("a clock that is off by %d minutes is judged by the documented 15", async (minutes, expected) => {
    const { endpoint } = await aliyunWith({}, { clock: () => Date.now() - minutes * 60_000 });
    const findings = await diagnose(aliyunEnvironment(endpoint));
    expect(states(findings)).toEqual(expected);
    expect(findings.clock?.detail).toBe(
      `This machine's clock is ${minutes} minutes ahead of the platform's; Aliyun IoT documents a tolerance of 15 minutes.`,
    );
  });

  test("a clock that is off by more than the documented 15 is a warning where the reads are answered", async () => {
    const options = { clock: () => Date.now() - 3_600_000, clockWindow: 7200 };
    const { endpoint } = await aliyunWith({}, options);
    const findings = await diagnose(aliyunEnvironment(endpoint));
    expect(states(findings)).toEqual(["ok", "ok", "ok", "ok", "warning"]);
  });

  test.each([
    [{ endpoint: null, region: "cn-shanghai" }, "of Alibaba Cloud's own service"],
    [{ endpoint: "si-0123.tuyacloud.com:8686", region: null }, "of Tuya's compatible service"],
    [{ endpoint: "iot.example", region: null }, "its address does not show which"],
    [{ endpoint: "eviltuyacloud.com", region: null }, "its address does not show which"],
  ])("which service answers is told by its address alone: %j", async (settings, told) => {
    expect(await aliyun.edition(settings)).toContain(told);
  });
});

test("an attribute that cannot be read is a warning, and another product is read singly", async () => {
  const rows = [thinRow(2, { DeviceCount: "three" }), thinRow(1)];
  const { endpoint, calls } = await service(({ action, query }) =>
    action === "QueryProductList"
      ? ok({ Total: 2, List: { ProductInfo: rows } })
      : ok(rows.find(({ ProductKey }) => ProductKey === query.get("ProductKey"))),
  );
  const findings = await diagnose(aliyunEnvironment(endpoint));
  expect(findings["permission.search"]).toMatchObject({
    state: "warning",
    detail: expect.stringMatching(/2 products\. Product "a1key2": aliyun\.deviceCount could not be read: .*"three"/),
  });
  expect(findings["permission.get"]?.state).toBe("ok");
  expect(calls.map(({ query }) => query.get("ProductKey"))).toEqual([null, "a1key1"]);
});
