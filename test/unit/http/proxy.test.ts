import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpOptions } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import { proxiesOf } from "../../../src/http/proxy";
import type { Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";
import { closeAll, closing, httpOptions, listen, quick, rejection, start } from "../../support/loopback-server";
import { selfSigned } from "../../support/self-signed";
import { startTunnel } from "../../support/tunnel";

const kept = { ...process.env };
const names = ["http_proxy", "https_proxy", "no_proxy", "all_proxy"];
beforeEach(() => {
  for (const name of names) {
    delete process.env[name];
    delete process.env[name.toUpperCase()];
  }
});
afterEach(closeAll);
afterAll(() => {
  process.env = kept;
});

const send = (address: string, options: Partial<HttpOptions> = {}) =>
  closing(openHttp(httpOptions({ allowPlainHttp: true, insecureSkipVerify: true, ...options }), quick())).send(
    () => ({ method: "GET", url: new URL(address), headers: {} }),
    { purpose: "get product P" },
  );

test("https goes through a tunnel of HTTPS_PROXY, with the user name of the proxy's address", async () => {
  const { createServer: createTlsServer } = await import("node:https");
  const server = createTlsServer(await selfSigned("apim.example"), (_, response) => response.end("through"));
  const { address, tunnels } = await startTunnel(await start(server));
  process.env.HTTPS_PROXY = address.replace("//", "//me:canary@");
  expect((await send("https://apim.example/p")).text).toBe("through");
  expect(tunnels).toEqual([`apim.example:443 Basic ${Buffer.from("me:canary").toString("base64")}`]);
});

test.each([
  ["me", "me:"],
  ["me%40corp", "me@corp:"],
  ["me:", "me:"],
])("the user name %s without a password is sent with an empty one, as by curl", async (user, sent) => {
  const { createServer: createTlsServer } = await import("node:https");
  const server = createTlsServer(await selfSigned("apim.example"), (_, response) => response.end("through"));
  const { address, tunnels } = await startTunnel(await start(server));
  process.env.HTTPS_PROXY = address.replace("//", `//${user}@`);
  expect((await send("https://apim.example/p")).text).toBe("through");
  expect(tunnels).toEqual([`apim.example:443 Basic ${Buffer.from(sent).toString("base64")}`]);
});

test.each(["ALL_PROXY", "all_proxy"])(
  "%s leads both schemes, where the scheme has no proxy of its own",
  async (name) => {
    const target = new URL(await listen((request, response) => response.end(request.headers.host)));
    const { address, tunnels } = await startTunnel(Number(target.port));
    process.env[name] = address;
    process.env.HTTPS_PROXY = "http://127.0.0.1:1";
    expect((await send("http://apim.example/p")).text).toBe("apim.example");
    expect(tunnels).toHaveLength(1);
    const { code } = await rejection<Problem>(send("https://apim.example/p"));
    expect(code).toBe("connection-refused");
  },
);

test("certificates are verified through a tunnel as well, with ca_file", async () => {
  const { createServer: createTlsServer } = await import("node:https");
  const identity = await selfSigned("apim.example");
  const folder = newDirectory();
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, identity.cert);
  const { address } = await startTunnel(
    await start(createTlsServer(identity, (_, response) => response.end("verified"))),
  );
  process.env.HTTPS_PROXY = address;
  expect((await send("https://apim.example/p", { caFile, insecureSkipVerify: false })).text).toBe("verified");
  const unknown = await rejection<Problem>(send("https://apim.example/p", { insecureSkipVerify: false }));
  expect(unknown).toMatchObject({ code: "certificate-rejected", facts: { attempts: 1 } });
  const other = await rejection<Problem>(send("https://other.example/p", { caFile, insecureSkipVerify: false }));
  expect(other.code).toBe("certificate-rejected");
  expect(other.detail).toContain("issued for another name (ERR_TLS_CERT_ALTNAME_INVALID)");
});

test("plain http goes through HTTP_PROXY, and the lower-case variable wins", async () => {
  const target = new URL(await listen((request, response) => response.end(request.headers.host)));
  const { address, tunnels } = await startTunnel(Number(target.port));
  process.env.HTTP_PROXY = "http://127.0.0.1:1";
  process.env.http_proxy = address;
  expect((await send("http://apim.example/p")).text).toBe("apim.example");
  expect(tunnels).toHaveLength(1);
});

test("loopback is never proxied, nor is a host that NO_PROXY lists", async () => {
  process.env.HTTP_PROXY = "http://127.0.0.1:1";
  const target = await listen((_, response) => response.end("direct"));
  expect((await send(target)).text).toBe("direct");
  process.env.NO_PROXY = ".invalid";
  expect((await rejection<Problem>(send("http://apim.invalid/"))).code).toBe("host-unknown");
});

test("a proxy that refuses, and one that is not there, are named without their passwords", async () => {
  const { address } = await startTunnel(1, 407);
  process.env.HTTPS_PROXY = address.replace("//", "//me:canary@");
  const refused = await rejection<Problem>(send("https://apim.example/"));
  expect(refused).toMatchObject({ code: "proxy-failed", facts: { attempts: 1 } });
  expect(refused.detail).toMatch(/HTTP 407.*HTTPS_PROXY/);
  process.env.HTTPS_PROXY = "http://me:canary@127.0.0.1:1";
  const absent = await rejection<Problem>(send("https://apim.example/"));
  expect(absent.detail).toMatch(
    /No server listens at the address of the proxy 127\.0\.0\.1:1 \(HTTPS_PROXY\)\. Check HTTPS_PROXY/,
  );
  expect(JSON.stringify([refused, absent]) + refused.stack + absent.stack).not.toContain("canary");
});

test("an unusable proxy address is an explained error", async () => {
  process.env.HTTPS_PROXY = "ftp://nowhere";
  expect(await rejection<Problem>(send("https://apim.example/"))).toMatchObject({
    code: "proxy-unusable",
    facts: { attempts: 1 },
  });
  process.env.HTTPS_PROXY = "http://[";
  expect(await rejection<Problem>(send("https://apim.example/"))).toMatchObject({ code: "proxy-unusable" });
});

test.each([
  ["https://a.example", { HTTPS_PROXY: "http://p:1" }, "http://p:1"],
  ["https://a.example", { HTTPS_PROXY: "p:1" }, "http://p:1"],
  ["https://a.example", { https_proxy: "", HTTPS_PROXY: "http://p:1" }, "http://p:1"],
  ["https://a.example", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://a.example", { HTTPS_PROXY: "http://p:1" }, undefined],
  ["http://localhost:1", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://127.9.9.9", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://[::1]", { HTTP_PROXY: "http://p:1" }, undefined],
  ["https://a.example", { ALL_PROXY: "socks5h://p:1" }, "socks5://p:1"],
  ["http://a.example", { ALL_PROXY: "http://p:1", HTTP_PROXY: "http://q:1" }, "http://q:1"],
  ["https://a.example", { all_proxy: "http://p:1", ALL_PROXY: "http://q:1", HTTP_PROXY: "http://r:1" }, "http://p:1"],
  ["https://a.example", { ALL_PROXY: "http://p:1", NO_PROXY: "example" }, undefined],
])("the proxy for %s under %j is %s", (url, environment, expected) => {
  expect(proxiesOf(environment).for(new URL(url))?.address).toBe(expected);
});
