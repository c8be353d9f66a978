import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import * as tls from "node:tls";
import type { HttpOptions } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import type { Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";
import { closeAll, closing, httpOptions, listen, quick, rejection, start } from "../../support/loopback-server";
import { type Identity, selfSigned } from "../../support/self-signed";

const folder = newDirectory();
afterEach(closeAll);

const file = (text: string): string => {
  const path = join(folder, `${Math.random()}.pem`);
  writeFileSync(path, text);
  return path;
};

async function serve(identity: Identity): Promise<{ address: string; handshakes: () => number }> {
  const server = createServer(identity, (_, response) => response.end("{}"));
  let handshakes = 0;
  server.on("connection", () => {
    handshakes += 1;
  });
  return { address: `https://127.0.0.1:${await start(server)}`, handshakes: () => handshakes };
}

const send = (address: string, options: Partial<HttpOptions> = {}) =>
  closing(openHttp(httpOptions(options), quick())).send(() => ({ method: "GET", url: new URL(address), headers: {} }), {
    purpose: "get product P",
  });

test("a certificate of an unknown authority is refused at once, naming ca_file and insecure_skip_verify", async () => {
  const { address, handshakes } = await serve(await selfSigned("127.0.0.1"));
  const error = await rejection<Problem>(send(address));
  expect(error).toMatchObject({
    code: "certificate-rejected",
    settings: ["ca_file", "insecure_skip_verify"],
    facts: { attempts: 1 },
  });
  expect(error.detail).toMatch(/authority.*ca_file.*insecure_skip_verify = true/);
  expect(handshakes()).toBe(1);
});

test("an authority in ca_file is trusted, beside others in the same file", async () => {
  const identity = await selfSigned("127.0.0.1");
  const { address } = await serve(identity);
  const other = await selfSigned("other.example");
  const caFile = file(`# ours\n${other.cert}\n${identity.cert}\n`);
  expect(await send(address, { caFile })).toMatchObject({ status: 200 });
});

test("insecure_skip_verify accepts any certificate", async () => {
  const { address } = await serve(await selfSigned("other.example", [-9, -8]));
  expect(await send(address, { insecureSkipVerify: true })).toMatchObject({ status: 200 });
});

test("an expired certificate and one for another name are told apart", async () => {
  const expired = await selfSigned("127.0.0.1", [-9, -8]);
  const first = await rejection<Problem>(send((await serve(expired)).address, { caFile: file(expired.cert) }));
  expect(first.detail).toMatch(/no longer valid.*clock/);
  const other = await selfSigned("other.example");
  const second = await rejection<Problem>(send((await serve(other)).address, { caFile: file(other.cert) }));
  expect(second.detail).toMatch(/issued for another name.*Check the host/);
});

test("https to a server that speaks plain http is named", async () => {
  const address = await listen((_, response) => response.end());
  const error = await rejection<Problem>(send(address.replace("http:", "https:")));
  expect(error).toMatchObject({ code: "not-tls", settings: ["allow_plain_http"], facts: { attempts: 1 } });
});

test.each([
  ["is missing", () => join(folder, "absent.pem"), /cannot be read \(ENOENT\)/],
  ["holds no certificate", () => file("hello"), /contains no certificate/],
  [
    "holds a broken certificate",
    () => file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    /cannot be read \(number 1\)/,
  ],
])("a ca_file that %s is refused before anything is sent, with its argument named", (_, path, reason) => {
  const open = () => openHttp(httpOptions({ caFile: path() }));
  expect(open).toThrow(reason);
  expect(open).toThrow(expect.objectContaining({ path: [{ attribute: "ca_file" }], code: "ca-file-unusable" }));
});

// Later versions of Node read the variable only once, when they start, and tell what they found.
const before22 = "getCACertificates" in tls ? test.skip : test;

before22("ca_file does not silence NODE_EXTRA_CA_CERTS", async () => {
  const identity = await selfSigned("127.0.0.1");
  const { address } = await serve(identity);
  const caFile = file((await selfSigned("other.example")).cert);
  process.env.NODE_EXTRA_CA_CERTS = file(identity.cert);
  try {
    expect(await send(address, { caFile })).toMatchObject({ status: 200 });
  } finally {
    delete process.env.NODE_EXTRA_CA_CERTS;
  }
});
