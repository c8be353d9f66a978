import { createServer } from "node:https";
import type { SecureVersion } from "node:tls";
import type { HttpOptions } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import type { Problem } from "../../../src/schema/problem";
import {
  closeAll,
  closing,
  httpOptions,
  listen,
  listenRaw,
  quick,
  rejection,
  start,
} from "../../support/loopback-server";
import { type Identity, selfSigned } from "../../support/self-signed";
import { startTunnel } from "../../support/tunnel";

const kept = { ...process.env };
let identity: Identity;
beforeAll(async () => {
  identity = await selfSigned("127.0.0.1");
});
afterEach(async () => {
  process.env = { ...kept };
  await closeAll();
});

const failure = (address: string, options: Partial<HttpOptions> = {}) => {
  const http = closing(openHttp(httpOptions({ insecureSkipVerify: true, maxAttempts: 1, ...options }), quick()));
  return rejection<Problem>(
    http.send(() => ({ method: "GET", url: new URL(address), headers: {} }), { purpose: "get product P" }),
  );
};
const platform = "https://apim.example";
const silent = () => listenRaw(() => {});

describe("a proxy", () => {
  const through = async (variable: string, proxy: string, options: Partial<HttpOptions> = {}) => {
    for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
    process.env[variable] = proxy.replace("http://", "http://user:canary@");
    const problem = await failure(platform, options);
    expect(JSON.stringify(problem)).not.toContain("canary");
    return problem;
  };

  test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])(
    "that %s names and that does not listen is named",
    async (name) => {
      const proxy = await silent();
      await closeAll();
      const { code, reason, remedy } = await through(name, proxy);
      expect({ code, reason, remedy }).toEqual({
        code: "connection-refused",
        reason: `No server listens at the address of the proxy ${new URL(proxy).host} (${name}).`,
        remedy: `Check ${name}, or exempt the host with NO_PROXY.`,
      });
    },
  );

  test("that takes the connection and says nothing is named", async () => {
    const proxy = await silent();
    const { code, reason } = await through("HTTPS_PROXY", proxy, { requestTimeout: 0.3 });
    expect(code).toBe("answer-timeout");
    expect(reason).toContain(`The proxy ${new URL(proxy).host} (HTTPS_PROXY) accepted the connection and did not`);
    expect(reason).toContain("check HTTPS_PROXY, or exempt the host with NO_PROXY");
  });

  test("that does not exist is named", async () => {
    const { reason, remedy } = await through("HTTPS_PROXY", "http://proxy.invalid:3128");
    expect(reason).toContain("the proxy proxy.invalid:3128 (HTTPS_PROXY)");
    expect(remedy).toMatch(/^Check HTTPS_PROXY|name server/);
  });

  test("that refuses is named", async () => {
    const { address } = await startTunnel(9, 407);
    const { code, reason, remedy } = await through("HTTPS_PROXY", address);
    expect({ code, reason }).toEqual({
      code: "proxy-failed",
      reason: `The proxy ${new URL(address).host} (HTTPS_PROXY) did not connect to apim.example; it returned HTTP 407.`,
    });
    expect(remedy).toMatch(/^Check HTTPS_PROXY \(including its user name and password\)/);
  });
});

test.each<SecureVersion>(["TLSv1.2", "TLSv1.3"])(
  "a server that requires a client certificate is explained, %s",
  async (version) => {
    const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: true, maxVersion: version });
    const { code, reason, remedy } = await failure(`https://127.0.0.1:${await start(server as never)}`);
    expect(["tls-failed", "connection-lost"]).toContain(code);
    expect(`${reason} ${remedy}`).toMatch(/requires a certificate of its clients/);
  },
);

test("http to a port for https is explained", async () => {
  const server = createServer(identity);
  const { remedy } = await failure(`http://127.0.0.1:${await start(server as never)}`);
  expect(remedy).toContain("If the port is one for https, write https:// in endpoint.");
  const alert = await listenRaw((socket) =>
    socket.once("data", () => socket.end(Buffer.from("15030100020246", "hex"))),
  );
  const told = await failure(alert);
  expect({ code: told.code, remedy: told.remedy }).toEqual({
    code: "not-http",
    remedy: expect.stringContaining("write https:// in endpoint"),
  });
});

test("https to a port for http is explained", async () => {
  const address = await listen((_, response) => response.end("{}"));
  const { code, remedy } = await failure(address.replace("http:", "https:"));
  expect({ code, remedy }).toEqual({ code: "not-tls", remedy: expect.stringContaining("write http:// in endpoint") });
});
