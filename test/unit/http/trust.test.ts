import { createServer } from "node:https";
import { openConnections } from "../../../src/http/connections";
import { distinct } from "../../../src/http/trust";
import { closeAll, listen, quick, start } from "../../support/loopback-server";
import { selfSigned } from "../../support/self-signed";

afterEach(closeAll);

test("authorities are prepared by the first connection with TLS, and once for all of them", async () => {
  const trust = jest.fn(() => ({ rejectUnauthorized: false }));
  const connections = openConnections({ maxConnections: 2, trust, limits: quick() });
  const get = async (address: string) => {
    const url = new URL(address);
    const { statusCode, body } = await connections.request(
      { method: "GET", url, headers: {} },
      new AbortController().signal,
    );
    await body.dump();
    return statusCode;
  };
  const plain = await listen((_, response) => response.end());
  expect(await get(plain)).toBe(200);
  expect(trust).not.toHaveBeenCalled();

  const server = createServer(await selfSigned("127.0.0.1"), (_, response) => response.end());
  const address = `https://127.0.0.1:${await start(server)}`;
  expect(await Promise.all([get(address), get(address), get(plain)])).toEqual([200, 200, 200]);
  expect(trust).toHaveBeenCalledTimes(1);
  await connections.close();
});

test("a certificate is taken once, however often and in whatever lines it is written", async () => {
  const [first, second] = await Promise.all(["a.example", "b.example"].map((host) => selfSigned(host)));
  const [a = "", b = ""] = [first?.cert, second?.cert];
  const rewrapped = a.replace(/\n(?!-|$)/g, "").replace(/CERTIFICATE-----(?=\w)/, "$&\r\n");
  expect(distinct([a, `# the same\n${rewrapped}\r\n${b}`, "no certificate", b])).toHaveLength(2);
  expect(distinct([a, b].map((text) => text.replaceAll("BEGIN CERT", "BEGIN TRUSTED CERT")))).toEqual([]);
  expect(distinct([a.replaceAll(" CERT", " TRUSTED CERT")])).toHaveLength(1);
});
