import { writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import type { Reads } from "../../../src/doctor/reads";
import type { Site } from "../../../src/doctor/site";
import { wayChecks } from "../../../src/doctor/way";
import { startEmulator } from "../../../src/emulator/enos/emulator";
import type { HttpEvent } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import { startBehindTls } from "../../support/behind-tls";
import { pass, stopClock, until } from "../../support/clock";
import { aliyunEnvironment, diagnose, enosEnvironment, type Findings, inState } from "../../support/diagnose";
import { newDirectory } from "../../support/directory";
import { seedOf, wireProduct } from "../../support/enos";
import { closeAll, closing, httpOptions, listen, listenRaw, quick, rejection } from "../../support/loopback-server";
import { type Identity, selfSigned } from "../../support/self-signed";
import { startTunnel } from "../../support/tunnel";

const folder = newDirectory();
const kept = { ...process.env };
const names = ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"];
beforeEach(() => {
  for (const name of names) for (const each of [name, name.toUpperCase()]) delete process.env[each];
});
afterEach(closeAll);
afterAll(() => {
  process.env = kept;
});

const way = ["proxy", "dns", "connection", "tls"];
const states = (findings: Findings) => way.map((id) => findings[id]?.state);

const platforms: [string, (endpoint: string) => Readonly<Record<string, string>>][] = [
  ["EnOS", enosEnvironment],
  ["Aliyun", aliyunEnvironment],
];

const file = (text: string): string => {
  const path = join(folder, `${Math.random()}.pem`);
  writeFileSync(path, text);
  return path;
};

/** An emulated EnOS behind TLS. */
async function tlsPort(identity: Identity): Promise<number> {
  const emulator = closing(await startEmulator({ seed: seedOf([wireProduct(1)]) }));
  return startBehindTls(identity, Number(new URL(emulator.endpoint).port));
}

test("a region that is no part of a known host name is the argument to check", async () => {
  const { CONNECT_ALIYUN_ENDPOINT: _, ...keys } = aliyunEnvironment("");
  const { dns } = await diagnose({ ...keys, CONNECT_ALIYUN_REGION: "cn-shangai" });
  expect(dns?.state).toBe("failed");
  expect(dns?.detail).toContain("iot.cn-shangai.aliyuncs.com");
  expect(dns?.remedy).toMatch(/^Check the spelling of region, /);
});

test("each address is named once, with the longest time that it had; none that took another connection", async () => {
  const host = "two.invalid:8443";
  const unreached = (address: string, ms: number): HttpEvent => ({
    event: "unreached",
    host,
    address,
    ms,
    error: "no response",
  });
  const site: Pick<Site, "url" | "events" | "reads"> = {
    url: new URL(`https://${host}`),
    events: [
      { event: "resolved", host, address: "192.0.2.1" },
      unreached("[2001:db8::1]:443", 2300),
      { event: "connected", host, address: "192.0.2.1:443" },
      unreached("[2001:db8::1]:443", 256),
      unreached("192.0.2.1:443", 300),
      { event: "connected", host, address: "192.0.2.2:443" },
    ],
    reads: { trouble: async () => undefined } as Partial<Reads> as Reads,
  };
  const connection = wayChecks(() => site as Site, {}).find(({ id }) => id === "connection");
  expect(await connection?.run()).toEqual({
    state: "ok",
    detail: "192.0.2.1:443 takes connections; [2001:db8::1]:443 does not (no response after 2.3 s)",
  });
});

describe.each(platforms)("%s", (_, environmentOf) => {
  test("a port where nobody listens fails the connection, and nothing after it is tried", async () => {
    const findings = await diagnose(environmentOf("http://127.0.0.1:1"));
    expect(states(findings)).toEqual(["ok", "ok", "failed", "skipped"]);
    expect(findings.connection).toMatchObject({ detail: "No server listens at 127.0.0.1:1." });
    expect(findings.connection?.remedy).toContain("Check endpoint");
    expect(findings["permission.search"]?.detail).toBe('It needs "connection", which failed.');
  });

  test("an unknown host name fails its resolution", async () => {
    const findings = await diagnose(environmentOf("https://doctor.invalid"));
    expect(states(findings)).toEqual(["ok", "failed", "skipped", "skipped"]);
    expect(findings.dns?.detail).toContain("https://doctor.invalid");
    expect(findings.dns?.remedy).toContain("Check the spelling of endpoint");
  });

  test("plain http to another machine fails the configuration, unless it is allowed", async () => {
    const refused = await diagnose(environmentOf("http://doctor.invalid"));
    expect(inState(refused, "failed")).toEqual(["configuration"]);
    expect(refused.configuration?.detail).toMatch(/^Unencrypted connection not allowed\. /);
    expect(refused.configuration?.remedy).toMatch(/allow_plain_http.*CONNECT_ALLOW_PLAIN_HTTP\.$/);
    const allowed = await diagnose({ ...environmentOf("http://doctor.invalid"), CONNECT_ALLOW_PLAIN_HTTP: "1" });
    expect(inState(allowed, "failed")).toEqual(["dns"]);
  });

  test("https to a port that speaks plain http is named", async () => {
    const endpoint = await listen((_, response) => response.end());
    const { tls } = await diagnose(environmentOf(endpoint.replace("http:", "https:")));
    expect(tls).toMatchObject({ state: "failed", detail: expect.stringContaining("does not respond with TLS") });
  });

  test("a certificate of an unknown authority fails TLS and leads to ca_file", async () => {
    const port = await tlsPort(await selfSigned("127.0.0.1"));
    const findings = await diagnose(environmentOf(`https://127.0.0.1:${port}`));
    expect(states(findings)).toEqual(["ok", "ok", "ok", "failed"]);
    expect(findings.tls?.detail).toContain("not signed by an authority this machine trusts");
    expect(findings.tls?.remedy).toMatch(/ca_file.*CONNECT_CA_FILE/);
  });

  test("an expired certificate fails TLS and shows until when it was valid", async () => {
    const identity = await selfSigned("127.0.0.1", [-9, -8]);
    const endpoint = `https://127.0.0.1:${await tlsPort(identity)}`;
    const { tls } = await diagnose({ ...environmentOf(endpoint), CONNECT_CA_FILE: file(identity.cert) });
    expect(tls).toMatchObject({ state: "failed", detail: expect.stringContaining("no longer valid") });
    expect(tls?.detail).toMatch(/certificate issued by 127\.0\.0\.1, valid until \d{4}-\d\d-\d\d\)\.$/);
    expect(tls?.remedy).toContain("Have it renewed");
  });

  test("a certificate for another name fails TLS and leads to the endpoint", async () => {
    const identity = await selfSigned("other.example");
    const endpoint = `https://127.0.0.1:${await tlsPort(identity)}`;
    const { tls } = await diagnose({ ...environmentOf(endpoint), CONNECT_CA_FILE: file(identity.cert) });
    expect(tls).toMatchObject({ state: "failed", detail: expect.stringContaining("issued for another name") });
    expect(tls?.remedy).toContain("Check the host in endpoint");
  });

  test("a ca_file that cannot be read fails the configuration", async () => {
    const findings = await diagnose({ ...environmentOf("https://127.0.0.1:1"), CONNECT_CA_FILE: "/no/such.pem" });
    expect(inState(findings, "failed")).toEqual(["configuration"]);
    expect(findings.configuration?.detail + (findings.configuration?.remedy ?? "")).toContain("/no/such.pem");
  });
});

test("with its authority in ca_file a certificate is accepted, and everything behind it works", async () => {
  const identity = await selfSigned("127.0.0.1");
  const endpoint = `https://127.0.0.1:${await tlsPort(identity)}`;
  const findings = await diagnose({ ...enosEnvironment(endpoint), CONNECT_CA_FILE: file(identity.cert) });
  expect(inState(findings, "failed")).toEqual([]);
  expect(findings.tls?.detail).toMatch(/^TLSv1\.3, certificate issued by 127\.0\.0\.1, valid until \d{4}-\d\d-\d\d$/);
  expect(findings["permission.get"]?.state).toBe("ok");
});

test("verification that is turned off is a warning, and tells what it would have said", async () => {
  const endpoint = `https://127.0.0.1:${await tlsPort(await selfSigned("127.0.0.1"))}`;
  const findings = await diagnose({ ...enosEnvironment(endpoint), CONNECT_INSECURE_SKIP_VERIFY: "true" });
  expect(findings.tls).toMatchObject({ state: "warning", remedy: expect.stringContaining("Unset CONNECT_INSECURE") });
  expect(findings.tls?.detail).toContain("not signed by an authority");
  expect(findings["permission.get"]?.state).toBe("ok");
});

test("a server that accepts and leaves the TLS handshake unanswered is told as that", async () => {
  let connections = 0;
  const endpoint = await listenRaw(() => {
    connections += 1;
  });
  stopClock();
  const diagnosis = diagnose(enosEnvironment(endpoint.replace("http:", "https:")));
  await until(() => connections === 1);
  await pass(5_000);
  const findings = await diagnosis;
  expect(states(findings)).toEqual(["ok", "ok", "ok", "failed"]);
  expect(findings.tls).toMatchObject({
    code: "connection-timeout",
    detail: expect.stringMatching(/accepted the connection and did not complete the TLS handshake\.$/),
  });
});

test("a server that cuts the connection is named", async () => {
  const endpoint = await listenRaw((socket) => socket.destroy());
  const findings = await diagnose(enosEnvironment(endpoint.replace("http:", "https:")));
  expect(findings.tls).toMatchObject({ state: "failed" });
});

/** The environment of the process as well, for that is where the provider's client looks for proxies. */
function withProxy(variables: Readonly<Record<string, string>>, endpoint: string) {
  Object.assign(process.env, variables);
  return { ...enosEnvironment(endpoint), ...variables };
}

const inside = "https://apim.example";

test("an authority of SSL_CERT_FILE is trusted, and where it is not there the places that were tried are named", async () => {
  const identity = await selfSigned("127.0.0.1");
  const endpoint = `https://127.0.0.1:${await tlsPort(identity)}`;
  process.env.SSL_CERT_FILE = file((await selfSigned("other.example")).cert);
  const { tls } = await diagnose(enosEnvironment(endpoint));
  expect(tls).toMatchObject({ state: "failed", remedy: expect.stringContaining("SSL_CERT_FILE (1 certificate)") });
  process.env.SSL_CERT_FILE = file(identity.cert);
  const findings = await diagnose(enosEnvironment(endpoint));
  expect(findings.tls).toMatchObject({ state: "ok" });
  expect(findings["permission.get"]?.state).toBe("ok");
});

test("an entry of NO_PROXY in no known form is a warning where the proxy works, and part of the remedy where not", async () => {
  const identity = await selfSigned("apim.example");
  const { address } = await startTunnel(await tlsPort(identity));
  const except = { NO_PROXY: "192.0.2.*" };
  const environment = { ...withProxy({ ALL_PROXY: address, ...except }, inside), CONNECT_CA_FILE: file(identity.cert) };
  const { proxy } = await diagnose(environment);
  expect(proxy).toMatchObject({
    state: "warning",
    detail: `${address} (ALL_PROXY) leads to apim.example. NO_PROXY has "192.0.2.*", which is in no known form.`,
    remedy: "Write hosts (.example.com), addresses or ranges (192.0.2.0/24) in NO_PROXY.",
  });
  const refused = await diagnose(withProxy({ ALL_PROXY: "http://127.0.0.1:1", ...except }, inside));
  expect(refused.proxy?.remedy).toMatch(/^Check ALL_PROXY.* NO_PROXY has "192\.0\.2\.\*", which is in no known form\./);
});

test("through a proxy names and connections are its work, and certificates are verified all the same", async () => {
  const identity = await selfSigned("apim.example");
  const { address, tunnels } = await startTunnel(await tlsPort(identity));
  const named = address.replace("//", "//canary-user:canary-word@");
  const environment = withProxy({ HTTPS_PROXY: named }, inside);
  const findings = await diagnose({ ...environment, CONNECT_CA_FILE: file(identity.cert) });
  expect(states(findings)).toEqual(["ok", "skipped", "skipped", "ok"]);
  expect(findings.proxy?.detail).toBe(`${address} (HTTPS_PROXY) leads to apim.example`);
  expect(findings["permission.get"]?.state).toBe("ok");
  expect(new Set(tunnels)).toEqual(
    new Set([`apim.example:443 Basic ${Buffer.from("canary-user:canary-word").toString("base64")}`]),
  );
  expect(JSON.stringify(findings)).not.toContain("canary");
  const { tls } = await diagnose(environment);
  expect(tls).toMatchObject({ state: "failed", detail: expect.stringContaining("not signed by an authority") });
});

test.each([
  [
    "is not there",
    "http://canary-user:canary-word@127.0.0.1:1",
    "No server listens at the address of the proxy 127.0.0.1:1 (https_proxy)",
  ],
  ["has an unknown name", "canary-user:canary-word@doctor.invalid:3128", "No address is known"],
  [
    "is no proxy's address",
    "ftp://canary-user:canary-word@proxy.example",
    "is not an http://, https:// or socks5:// address",
  ],
])("a proxy that %s fails with its variable, and without its password", async (_, address, reason) => {
  const findings = await diagnose(withProxy({ https_proxy: address }, inside));
  expect(states(findings)).toEqual(["failed", "skipped", "skipped", "skipped"]);
  expect(findings.proxy?.detail).toContain(reason);
  expect(findings.proxy?.remedy).toMatch(/Check https_proxy.*NO_PROXY/);
  expect(findings.api?.detail).toBe('It needs "proxy", which failed.');
  expect(JSON.stringify(findings)).not.toContain("canary");
});

describe("a SOCKS proxy", () => {
  const through = (address: string) => diagnose(withProxy({ HTTPS_PROXY: address }, inside));
  const named = (endpoint: string) => endpoint.replace("http://", "socks5://canary-user:canary-word@");

  /** What a client says, byte by byte, and what is said back, in turns. */
  const answering =
    (...answers: readonly (readonly number[])[]) =>
    (socket: Socket) => {
      const open = [...answers];
      socket.on("data", () => socket.write(Uint8Array.from(open.shift() ?? [])));
    };

  const expectNoWay = (findings: Findings, reason: string) => {
    expect(states(findings)).toEqual(["failed", "skipped", "skipped", "skipped"]);
    expect(findings.proxy?.detail).toContain(reason);
    expect(findings.proxy?.remedy).toMatch(/^Check HTTPS_PROXY/);
    expect(findings["permission.search"]?.detail).toBe('It needs "proxy", which failed.');
    expect(JSON.stringify(findings)).not.toContain("canary");
  };

  test.each([
    ["never answers", answering(), 1],
    ["does not connect", answering([5, 0]), 2],
    ["hangs up", (socket: Socket) => socket.once("data", () => socket.end()), 1],
  ])("that %s is given up with its address and variable", async (_, answer, words) => {
    let heard = 0;
    const address = await listenRaw((socket) => {
      socket.on("data", () => {
        heard += 1;
      });
      answer(socket);
    });
    stopClock();
    const diagnosis = through(named(address));
    await until(() => heard === words);
    await pass(5_000);
    expectNoWay(await diagnosis, "did not pass on a response of apim.example: check HTTPS_PROXY");
  });

  test.each([
    ["is something else", (socket: Socket) => socket.write("HTTP/1.1 400 No\r\n\r\n"), "it is not a SOCKS5 proxy"],
    ["wants another login", answering([5, 255]), "it requires another kind of login"],
    ["refuses the password", answering([5, 2], [1, 1]), "it rejected the user name or the password"],
    ["refuses the host", answering([5, 0], [5, 2, 0, 1, 0, 0, 0, 0, 0, 0]), "its rules do not allow the connection"],
  ])("that %s fails with its address and variable, and nothing is read through it", async (_, answer, reason) => {
    expectNoWay(await through(named(await listenRaw(answer))), reason);
  });

  test("that leads to the platform is a way like any other", async () => {
    const identity = await selfSigned("apim.example");
    const port = await tlsPort(identity);
    const address = await listenRaw((socket) => {
      socket.once("data", () => {
        socket.write(Uint8Array.of(5, 0));
        socket.once("data", () => {
          socket.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
          const onward = connect(port, "127.0.0.1");
          onward.on("error", () => {});
          socket.pipe(onward).pipe(socket);
          closing({ close: async () => void onward.destroy() });
        });
      });
    });
    const findings = await diagnose({
      ...withProxy({ HTTPS_PROXY: named(address) }, inside),
      CONNECT_CA_FILE: file(identity.cert),
    });
    expect(states(findings)).toEqual(["ok", "skipped", "skipped", "ok"]);
    expect(findings.proxy?.detail).toBe(`${address.replace("http:", "socks5:")} (HTTPS_PROXY) leads to apim.example`);
    expect(findings.tls?.detail).toBe("verified");
    expect(findings["permission.get"]?.state).toBe("ok");
  });
});

test("a proxy that refuses fails with what it answered", async () => {
  const { address } = await startTunnel(1, 407);
  const findings = await diagnose(withProxy({ HTTPS_PROXY: address }, inside));
  expect(findings.proxy?.detail).toContain("it returned HTTP 407");
});

test("a proxy for the other scheme, for loopback or for an exempted host is not used, and that is said", async () => {
  const proxyOf = async (variables: Readonly<Record<string, string>>, endpoint: string) =>
    (await diagnose({ ...enosEnvironment(endpoint), ...variables })).proxy?.detail;
  expect(await proxyOf({ HTTP_PROXY: "http://127.0.0.1:1" }, "https://doctor.invalid")).toBe(
    "the environment names none for https://",
  );
  expect(await proxyOf({ HTTP_PROXY: "http://127.0.0.1:1" }, "http://127.0.0.1:1")).toBe(
    "HTTP_PROXY names one; it is not used for this machine itself",
  );
  const https = { HTTPS_PROXY: "http://127.0.0.1:1" };
  expect(await proxyOf({ ...https, NO_PROXY: "a.example, .INVALID" }, "https://doctor.invalid")).toBe(
    'HTTPS_PROXY names one; it is not used for ".INVALID" of NO_PROXY',
  );
});

/** What doctor says of NO_PROXY must be what the client does. */
test.each([
  ["doctor.invalid", true],
  ["*", true],
  ["a,*", true],
  ["*.invalid", true],
  [".invalid", true],
  ["octor.invalid", false],
  ["doctor.invalid:443", true],
  ["doctor.invalid:8443", false],
  ["x doctor.invalid", true],
])("NO_PROXY = %j exempts the host: %s, for the client as well", async (except, exempt) => {
  const { address, tunnels } = await startTunnel(1, 403);
  const findings = await diagnose(withProxy({ HTTPS_PROXY: address, NO_PROXY: except }, "https://doctor.invalid"));
  expect(findings.proxy?.state).toBe(exempt ? "ok" : "failed");
  tunnels.length = 0;
  const http = closing(openHttp(httpOptions({ maxAttempts: 1 }), quick()));
  const request = { method: "GET", url: new URL("https://doctor.invalid/"), headers: {} } as const;
  await rejection(http.send(() => request, { purpose: "try" }));
  expect(tunnels.length > 0).toBe(!exempt);
});
