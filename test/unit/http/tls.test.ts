import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { delimiter, join } from "node:path";
import * as tls from "node:tls";
import type { HttpOptions } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import { systemAuthorities } from "../../../src/http/system-authorities";
import type { Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";
import { closeAll, closing, httpOptions, listen, quick, rejection, start } from "../../support/loopback-server";
import { type Identity, selfSigned } from "../../support/self-signed";

const folder = newDirectory();
const kept = { ...process.env };
beforeEach(() => {
  for (const name of ["SSL_CERT_FILE", "SSL_CERT_DIR"]) delete process.env[name];
});
afterEach(closeAll);
afterAll(() => {
  process.env = kept;
});

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
  // Again with the authorities of the system's store, where Node can read it.
  expect(handshakes()).toBe("getCACertificates" in tls ? 2 : 1);
});

describe("an authority that other programs of this machine know", () => {
  test.each(["SSL_CERT_FILE", "SSL_CERT_DIR"])("is trusted where %s leads to it", async (variable) => {
    const identity = await selfSigned("127.0.0.1");
    const { address } = await serve(identity);
    const [directory, empty] = [newDirectory(), newDirectory()];
    writeFileSync(join(directory, "corp.0"), `# ours\n${(await selfSigned("other.example")).cert}\n${identity.cert}`);
    writeFileSync(join(directory, "README"), "no certificate");
    mkdirSync(join(directory, "more"));
    process.env[variable] =
      variable === "SSL_CERT_FILE"
        ? join(directory, "corp.0")
        : [join(empty, "absent"), empty, "", directory].join(delimiter);
    const answers = await Promise.all([send(address), send(address)]);
    expect(answers).toMatchObject([
      { status: 200, attempts: 1 },
      { status: 200, attempts: 1 },
    ]);
  });

  test("is trusted beside those of ca_file, and for all requests of a client at once", async () => {
    // OpenSSL looks no further than the first authority of a name.
    const [first, second] = [await selfSigned("127.0.0.1"), await selfSigned("localhost")];
    const addresses = [(await serve(first)).address, (await serve(second)).address.replace("127.0.0.1", "localhost")];
    process.env.SSL_CERT_FILE = file(second.cert);
    const http = closing(openHttp(httpOptions({ caFile: file(first.cert) }), quick()));
    const get = (address: string) =>
      http.send(() => ({ method: "GET", url: new URL(address), headers: {} }), { purpose: "get product P" });
    const asked = [...addresses, ...addresses, ...addresses].map(get);
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await get(addresses[1] as string)).status).toBe(200);
  });

  test.each([
    ["another one", "other.example", [undefined, undefined], "not signed by an authority"],
    ["an expired certificate", "127.0.0.1", [-9, -8], "no longer valid"],
    ["one for another name", "name.example", [undefined, undefined], "issued for another name"],
  ])("does not help against %s", async (kind, name, days, reason) => {
    const identity = await selfSigned(name, days[0] === undefined ? undefined : (days as [number, number]));
    const { address } = await serve(identity);
    const known = kind === "another one" ? await selfSigned("127.0.0.1") : identity;
    process.env.SSL_CERT_FILE = file(known.cert);
    const error = await rejection<Problem>(send(address));
    expect(error).toMatchObject({ code: "certificate-rejected", facts: { attempts: 1 } });
    expect(error.reason).toContain(reason);
  });

  test("is looked for in places that the message names, with what could not be read", async () => {
    const { address } = await serve(await selfSigned("127.0.0.1"));
    process.env.SSL_CERT_FILE = file((await selfSigned("other.example")).cert);
    process.env.SSL_CERT_DIR = join(folder, "absent");
    const { remedy } = await rejection<Problem>(send(address));
    expect(remedy).toContain(
      "Authorities that were tried: those of Node.js, SSL_CERT_FILE (1 certificate), SSL_CERT_DIR (cannot be read: it does not exist)",
    );
    expect(remedy).toMatch(
      /the system's store|The system's store is not among them: Node\.js 22\.15 or newer reads it/,
    );
  });
});

test("each directory of SSL_CERT_DIR is read by itself", async () => {
  const { cert } = await selfSigned("127.0.0.1");
  const [absent, full] = [join(folder, "absent"), newDirectory()];
  writeFileSync(join(full, "corp.pem"), cert);
  expect(systemAuthorities({ SSL_CERT_DIR: [absent, full].join(delimiter) }, () => [])).toEqual({
    certificates: [cert.trim()],
    report:
      "Authorities that were tried: those of Node.js, directory 1 of SSL_CERT_DIR (cannot be read: it does not exist), " +
      "directory 2 of SSL_CERT_DIR (1 certificate), the system's store (0 certificates).",
  });
});

test("the system's store counts where this Node can read it, and is said to be left out where not", async () => {
  const { cert } = await selfSigned("127.0.0.1");
  const broken = cert.replace(/\n[^-\n]{20}/, "\n");
  expect(systemAuthorities({}, () => [cert, broken, cert])).toEqual({
    certificates: [cert.trim()],
    report: "Authorities that were tried: those of Node.js, the system's store (1 certificate).",
  });
  const { certificates, report } = systemAuthorities({}, undefined);
  if (!("getCACertificates" in tls)) {
    expect(certificates).toEqual([]);
    expect(report).toBe(
      `Authorities that were tried: those of Node.js. The system's store is not among them: Node.js 22.15 or newer reads it, and this is ${process.versions.node}.`,
    );
  } else expect(report).toContain("the system's store (");
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
  ["is missing", () => join(folder, "absent.pem"), /cannot be read: it does not exist\./],
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
