import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from "node:crypto";
import { sealSecret } from "../../../src/emulator/enos/secret";
import { decryptSecret } from "../../../src/product/decrypt";
import type { Recipe } from "../../../src/product/recipe";
import { printPath } from "../../../src/schema/path";
import { isProblem, type Problem } from "../../../src/schema/problem";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const keys = pair();
const secret = "canary-密钥-O'Neil";

const recipe = (changes: Partial<Recipe> = {}): Recipe => ({
  privateKey: null,
  privateKeyFile: "key.pem",
  rsaPadding: "oaep_sha256",
  sessionKeyEncoding: null,
  keyEncoding: null,
  cipher: "aes-256-cbc",
  iv: "prefix",
  secretEncoding: null,
  ...changes,
});

const rsa: Record<string, { padding: number; oaepHash?: string }> = {
  pkcs1: { padding: constants.RSA_PKCS1_PADDING },
  oaep_sha1: { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
  oaep_sha256: { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
};

/** Encrypts as a platform with this recipe would. */
function seal(text: string | Buffer, { rsaPadding, cipher, iv, ...encodings }: Recipe) {
  const [, bits, mode] = cipher.split("-");
  const key = randomBytes(Number(bits) / 8);
  const size = { cbc: 16, gcm: 12 }[mode ?? ""] ?? 0;
  const vector =
    iv === "prefix" ? randomBytes(size) : iv === "zero" ? Buffer.alloc(size) : Buffer.from(iv ?? "", "hex");
  const machine = createCipheriv(cipher as "aes-256-gcm", key, mode === "ecb" ? (null as never) : vector);
  const body = [machine.update(text), machine.final()];
  const parts = [...(iv === "prefix" ? [vector] : []), ...body, ...(mode === "gcm" ? [machine.getAuthTag()] : [])];
  const encoding = encodings.keyEncoding ?? "raw";
  const carried = encoding === "raw" ? key : Buffer.from(key.toString(encoding as "hex"));
  const opened = publicEncrypt({ key: keys.publicKey, ...(rsa[rsaPadding] as (typeof rsa)[string]) }, carried);
  return {
    encryptedSecret: Buffer.concat(parts).toString((encodings.secretEncoding ?? "base64") as BufferEncoding),
    sessionKey: opened.toString((encodings.sessionKeyEncoding ?? "base64") as BufferEncoding),
  };
}

test.each<[string, Partial<Recipe>]>([
  ["CBC with its vector in front", {}],
  [
    "PKCS#1, ECB and hexadecimal digits",
    { rsaPadding: "pkcs1", cipher: "aes-128-ecb", iv: null, secretEncoding: "hex" },
  ],
  ["a key that is base64 text", { keyEncoding: "base64", cipher: "aes-128-cbc", iv: "zero" }],
  ["a key that is hexadecimal text", { keyEncoding: "hex", rsaPadding: "oaep_sha1", cipher: "aes-256-ecb", iv: null }],
  ["a vector of its own", { iv: "000102030405060708090a0b0c0d0e0f", sessionKeyEncoding: "hex" }],
  ["GCM with its vector in front", { cipher: "aes-256-gcm" }],
  ["GCM with no vector", { cipher: "aes-128-gcm", iv: "zero", rsaPadding: "pkcs1" }],
  ["GCM with a long vector", { cipher: "aes-128-gcm", iv: "ff".repeat(16) }],
])("%s comes back", (_, changes) => {
  const stated = recipe(changes);
  expect(decryptSecret(seal(secret, stated), keys.privateKey, stated)).toBe(secret);
});

test("the emulator's own scheme comes back", () => {
  const { productSecret, sessionKey } = sealSecret(secret, keys.publicKey);
  expect(decryptSecret({ encryptedSecret: productSecret, sessionKey }, keys.privateKey, recipe())).toBe(secret);
});

// Made with openssl: pkeyutl with rsa_oaep_md:sha256 and rsa_mgf1_md:sha1, enc -aes-128-cbc. The key exists for this test only.
test("what others encrypt comes back, with two hashes in the padding", () => {
  const key =
    "MIICWwIBAAKBgQDMGxvVyGGAnIldumwzGbuCPCiQfCo1TX8v+JbsbT4O6FXjAHV00ncqCN3wTodPZf4MaxXti6uQbc06RHN4MphhGsQmVrzYdogjwi5ij3b8odtoiyj5X/rS/VtQP2sRLNQqZCCzGtvmo7y+nk97wRORdI3tXgpReiW77pGLO8QzPwIDAQABAoGAKSZqBT8CEWj99Oyp9d+BQ2+XihHOfLKkKurGmuIned/zuPGVvLjWF550CIf8ldBtWNmaMStQqqzIjK/SS/B/cfAzekv7MinLa6NrLxqjLXxjJ8n3OKv/hOsJ5em9Yiu2lM5kVPVJ7Op68Let5NCQCzqw/6ssNU+5sg8uitYWx+ECQQDtb7RXyUnkLZqJBL3uLgR/hDLQJxcSc5qVfrKq0JdI17VgeEEZojQVN1ui5hMBsrFbEsmYZuHOhGcFpQqLKAXRAkEA3BBLVYwmh2VC5UrXajxQqpJ+WFmyp+OLDEy9IThr9UrvQDOlm32Bagp886ZkQ1zZdYbL4mSiBuevmx9DtHkcDwJANgdiMUuzjcG21ZEHqyg7i8zIR0dt35wAxB3liCsZEdFMC5yxq6SWV3GWX5YdIxjHdOLsjspyfazxSH6KzKmZ0QJAH5c3OVClN0qSD9hulBGUgugEuyolO3SuwVVC0UIIPW5EajL/0xJxQYe/6Do6qnDpxrVTD2zi1Zrs2pfiYEYCgQJAIJ1DBTdubh0ibN8Z8dP2xEG2eWI/e00bQ9b2o2F7Mbn0EGVhzaDRx9UNzrLMFSsE4SlmrTqxTq545QE/tbv0CA==";
  const pem = `-----BEGIN RSA PRIVATE KEY-----\n${key.replace(/(.{64})/g, "$1\n")}\n-----END RSA PRIVATE KEY-----\n`;
  const sealed = {
    encryptedSecret: "S1nGlks/uPsC9dtgxo320pkGCAOgt9P4EC7bpuuDZpE=",
    sessionKey:
      "q3WCxx5yUo1RZnXR8NEMIhScSZzxQg1Y2Vyw34oIlpz60rGUTqAP7xoEC9qfdonlan7mvFHiqTibp0Hkh5ElUt+6vwKgOrDhEE1Vgq9jw3Fwpy/h1969u909gi2cS8lxGjnua99eJOkr29nQxiDxj3vplgECU09HRryDyBcMVXE=",
  };
  const stated = recipe({ rsaPadding: "oaep_sha256_mgf1_sha1", cipher: "aes-128-cbc", iv: "zero" });
  expect(decryptSecret(sealed, pem, stated)).toBe("a secret from openssl");
  expect(() => decryptSecret(sealed, pem, { ...stated, rsaPadding: "oaep_sha256" })).toThrow("decrypt the session key");
});

const failure = (stated: Recipe, pem = keys.privateKey, sealed = seal(secret, recipe())): Problem => {
  try {
    decryptSecret(sealed, pem, stated);
  } catch (error) {
    if (isProblem(error, "secret-not-decrypted")) return error;
    throw error;
  }
  throw new Error("it did not fail");
};

const ellipticKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  type: "pkcs8",
  format: "pem",
}) as string;
const lockedKey = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" },
}).privateKey;

const quiet = (error: Problem) => {
  expect(error.detail + error.stack + JSON.stringify(error)).not.toMatch(/canary|密钥|-----BEGIN|MII/);
};

test.each([
  ["no PEM at all", "canary-key-material"],
  ["a public key", keys.publicKey],
  ["a key with a passphrase", lockedKey],
  ["a key of another kind", ellipticKey],
])("%s is told at the argument it came from", (_, pem) => {
  for (const [argument, given] of Object.entries({
    private_key_file: {},
    private_key: { privateKey: pem, privateKeyFile: null },
  })) {
    const error = failure(recipe(given), pem);
    expect(printPath(error.path)).toBe(`decrypt.${argument}`);
    quiet(error);
  }
});

test("the private key of another pair is told with the padding, for they fail alike", () => {
  const error = failure(recipe(), pair().privateKey);
  expect(printPath(error.path)).toBe("decrypt.rsa_padding");
  expect(error.detail).toContain("private_key_file belongs to another key pair");
});

test.each<[string, string, Partial<Recipe>]>([
  ["another padding", "rsa_padding", { rsaPadding: "oaep_sha1" }],
  ["PKCS#1 instead of OAEP", "rsa_padding", { rsaPadding: "pkcs1" }],
  ["two hashes instead of one", "rsa_padding", { rsaPadding: "oaep_sha256_mgf1_sha1" }],
  ["another encoding of the session key", "session_key_encoding", { sessionKeyEncoding: "hex" }],
  ["a key that is no text", "key_encoding", { keyEncoding: "hex" }],
  ["a cipher with a shorter key", "key_encoding", { cipher: "aes-128-cbc" }],
  ["another encoding of the secret", "secret_encoding", { secretEncoding: "hex" }],
  ["another cipher", "cipher", { cipher: "aes-256-gcm" }],
  ["another vector", "iv", { iv: "zero" }],
])("%s names the step and %s, and nothing of what was in hand", (_, argument, changes) => {
  const error = failure(recipe(changes));
  expect(printPath(error.path)).toBe(`decrypt.${argument}`);
  quiet(error);
});

test("what comes out as no text is no secret", () => {
  for (const odd of [randomBytes(64), Buffer.from("line\nline"), Buffer.alloc(0)])
    expect(failure(recipe(), keys.privateKey, seal(odd, recipe())).detail).toContain("is not text");
});

test("tampering with an authenticated secret is noticed", () => {
  const stated = recipe({ cipher: "aes-256-gcm" });
  const { encryptedSecret, sessionKey } = seal(secret, stated);
  const bytes = Buffer.from(encryptedSecret, "base64");
  bytes[bytes.length - 20] = (bytes.at(-20) as number) ^ 1;
  expect(failure(stated, keys.privateKey, { encryptedSecret: bytes.toString("base64"), sessionKey }).reason).toContain(
    "decrypt the secret",
  );
  const short = { encryptedSecret: randomBytes(20).toString("base64"), sessionKey };
  expect(failure(stated, keys.privateKey, short).reason).toContain("decrypt the secret");
});
