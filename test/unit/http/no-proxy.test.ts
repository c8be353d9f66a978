import { openConnections } from "../../../src/http/connections";
import { parseNoProxy } from "../../../src/http/no-proxy";
import { quick } from "../../support/loopback-server";

const v4 = "https://192.0.2.2:18443";
const v6 = "https://[2001:db8::1]:18443";
const name = "https://api.corp.example";

const table: [url: string, list: string, isExempt: boolean][] = [
  [v4, "192.0.2.2", true],
  [v4, "192.0.2.2:18443", true],
  [v4, "192.0.2.2:443", false],
  [v4, "192.0.2.3", false],
  [v4, "192.0.2.0/24", true],
  [v4, "10.0.0.0/8,172.16.0.0/12,192.0.2.0/24", true],
  [v4, "10.0.0.0/8 172.16.0.0/12\t192.0.2.0/24", true],
  [v4, "192.0.2.77/24", true],
  [v4, "192.0.2.2/32", true],
  [v4, "0.0.0.0/0", true],
  [v4, "192.0.2.0/24:18443", true],
  [v4, "192.0.2.0/24:443", false],
  [v4, "192.0.3.0/24", false],
  [v4, "192.0.2.0/33", false],
  [v4, "192.0.2.*", false],
  [v4, "192.0.2", false],
  [v4, "2001:db8::/32", false],
  [v4, ".2", false],
  ["https://0300.0.2.2", "192.0.2.2", true],
  ["https://[::ffff:192.0.2.2]", "192.0.2.0/24", true],
  [v6, "2001:db8::1", true],
  [v6, "2001:DB8:0::1", true],
  [v6, "[2001:db8::1]", true],
  [v6, "[2001:db8::1]:18443", true],
  [v6, "[2001:db8::1]:443", false],
  [v6, "2001:db8::/32", true],
  [v6, "[2001:db8::]/32", true],
  [v6, "2001:db9::/32", false],
  [v6, "192.0.2.0/24", false],
  [v6, "0.0.0.0/0", false],
  [v4, "*", true],
  [v6, "localhost,*", true],
  [name, "localhost, *", true],
  [name, "api.corp.example", true],
  [name, "API.Corp.Example", true],
  [name, "corp.example", true],
  [name, ".corp.example", true],
  [name, "*.corp.example", true],
  [name, ".example", true],
  [name, "api.corp.example.", true],
  ["https://api.corp.example.", "corp.example", true],
  ["https://corp.example", ".corp.example", true],
  [name, "orp.example", false],
  [name, "pi.corp.example", false],
  [name, "other.example,  ,corp.example", true],
  [name, "corp.example:443", true],
  [name, "corp.example:8443", false],
  ["http://api.corp.example", "corp.example:80", true],
  [name, "a*.corp.example", false],
  [name, "https://api.corp.example", false],
  [name, "192.0.2.0/24", false],
  [name, "corp_1.api-2.corp.example,corp.example", true],
  [name, "", false],
];

test.each(table)("%s under NO_PROXY=%j needs no proxy: %s", (url, list, isExempt) => {
  expect(parseNoProxy(list).entryFor(new URL(url)) !== undefined).toBe(isExempt);
});

describe("the connections", () => {
  const kept = { ...process.env };
  afterEach(() => {
    process.env = { ...kept };
  });

  test.each(table)("to %s under NO_PROXY=%j are direct: %s", async (url, list, isExempt) => {
    Object.assign(process.env, { ALL_PROXY: "http://127.0.0.1:1", NO_PROXY: list });
    for (const variable of ["no_proxy", "http_proxy", "https_proxy", "all_proxy"]) delete process.env[variable];
    const trust = () => ({ rejectUnauthorized: true });
    const connections = openConnections({ maxConnections: 1, trust, limits: quick() });
    expect(connections.proxy(new URL(url)) === undefined).toBe(isExempt);
    await connections.close();
  });
});

test.each([
  ["192.0.2.*", ["192.0.2.*"]],
  ["a.example,192.0.2.0/33,*", ["192.0.2.0/33"]],
  ["https://a.example 10.0.", ["https://a.example", "10.0."]],
  ["<local>,a*.example", ["<local>", "a*.example"]],
  [`"a.example,192.0.2.2"`, ['"a.example', '192.0.2.2"']],
  ["'*',192.0.2.2;a.example", ["'*'", "192.0.2.2;a.example"]],
  ["192.0.2.1-192.0.2.9,192.0.2.0/255.255.255.0,10", ["192.0.2.1-192.0.2.9", "192.0.2.0/255.255.255.0", "10"]],
  ["a..example,.,a.example:,a.example:*", ["a..example", ".", "a.example:", "a.example:*"]],
  ["corp_1.example,电表.example:443,xn--a.example,3com.example", []],
  ["localhost,127.0.0.1,::1,.svc,.cluster.local,10.0.0.0/8,[::1]:80", []],
])("of %j, %j are in no form that is understood", (list, unknown) => {
  expect(parseNoProxy(list).unknown).toEqual(unknown);
});

test("the entry that exempts is named as it is written", () => {
  expect(parseNoProxy("a.example, .Corp.EXAMPLE").entryFor(new URL(name))).toBe(".Corp.EXAMPLE");
});
