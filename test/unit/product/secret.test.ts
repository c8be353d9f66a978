import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sealSecret } from "../../../src/emulator/enos/secret";
import type { Recipe } from "../../../src/product/recipe";
import { connectProductSecret } from "../../../src/product/secret";
import { type ProductSecret, type ProductSource, productNotFound } from "../../../src/product/source";
import { printPath } from "../../../src/schema/path";
import { isProblem, type Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const folder = newDirectory();
const keyFile = join(folder, "key.pem");
writeFileSync(keyFile, privateKey);

const sent = sealSecret("canary-secret", publicKey);
const encrypted = { secret: null, encryptedSecret: sent.productSecret, sessionKey: sent.sessionKey };
const plain = { secret: "canary-secret", encryptedSecret: null, sessionKey: null };

const recipe = (changes: Partial<Recipe> = {}): Recipe => ({
  privateKey: null,
  privateKeyFile: keyFile,
  rsaPadding: "oaep_sha256",
  sessionKeyEncoding: null,
  keyEncoding: null,
  cipher: "aes-256-cbc",
  iv: "prefix",
  secretEncoding: null,
  ...changes,
});

async function open(
  answer: ProductSecret | Error,
  decrypt: Recipe | null,
): Promise<{ opened: Record<string, unknown>; warnings: Problem[] }> {
  const warnings: Problem[] = [];
  const source = {
    getSecret: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
    search: async () => [{ productKey: "P1" }],
  } as unknown as ProductSource;
  const config = {
    productKey: "P",
    orgId: "o2",
    decrypt,
    productSecret: null,
    encryptedSecret: null,
    sessionKey: null,
  };
  const context = {
    signal: new AbortController().signal,
    warn: (problem: Problem) => warnings.push(problem),
    log: () => {},
  };
  const opened = await connectProductSecret.read(config, { source: () => source }, context);
  return { opened, warnings };
}

const refusal = async (answer: ProductSecret | Error, decrypt: Recipe | null): Promise<Problem> => {
  const error = await open(answer, decrypt).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isProblem(error)) throw new Error(`no problem: ${String(error)}`);
  return error;
};

test("a plain secret is given as it is, beside what was asked for", async () => {
  const { opened, warnings } = await open(plain, null);
  expect(opened).toEqual({
    productKey: "P",
    orgId: "o2",
    decrypt: null,
    productSecret: "canary-secret",
    encryptedSecret: null,
    sessionKey: null,
  });
  expect(warnings).toEqual([]);
});

test("without a recipe an encrypted secret stays encrypted", async () => {
  expect((await open(encrypted, null)).opened).toMatchObject({
    productSecret: null,
    encryptedSecret: sent.productSecret,
    sessionKey: sent.sessionKey,
  });
});

test.each([
  ["in a file", recipe()],
  ["as text", recipe({ privateKeyFile: null, privateKey })],
])("with a recipe and the key %s it is opened", async (_, decrypt) => {
  const { opened, warnings } = await open(encrypted, decrypt);
  expect(opened).toMatchObject({ productSecret: "canary-secret", encryptedSecret: sent.productSecret });
  expect(warnings).toEqual([]);
});

test("a recipe without anything to decrypt is a warning that quotes no line of it", async () => {
  const { opened, warnings } = await open(plain, recipe());
  expect(opened.productSecret).toBe("canary-secret");
  expect(warnings).toMatchObject([{ summary: "Nothing to decrypt", path: [] }]);
});

test.each([
  ["a file that is not there", join(folder, "none.pem"), /none\.pem.*ENOENT.*pathexpand/],
  ["a folder", folder, /is not a file/],
  ["something far too large", process.execPath, /larger than any private key/],
  ["the key itself instead of its path", privateKey, /^It: /],
])("%s is named at its argument", async (_, privateKeyFile, reason) => {
  const error = await refusal(encrypted, recipe({ privateKeyFile }));
  expect(printPath(error.path ?? [])).toBe("decrypt.private_key_file");
  expect(error.detail).toMatch(reason);
  expect(error.detail).not.toContain("BEGIN");
});

test("a failing recipe keeps the secret to itself", async () => {
  const error = await refusal(encrypted, recipe({ rsaPadding: "pkcs1" }));
  // One sealed key of some hundred happens to look like this padding, and then gives a key of another length.
  expect(printPath(error.path ?? [])).toMatch(/^decrypt\.(rsa_padding|key_encoding)$/);
  expect(error.detail + error.stack).not.toMatch(/canary|BEGIN/);
});

test("a product that is not there names keys like it", async () => {
  const error = await refusal(productNotFound("P", "organization o2"), null);
  expect(error.detail).toContain('Did you mean "P1"?');
  expect(printPath(error.path ?? [])).toBe("product_key");
});

test("everything that comes out is sensitive", () => {
  const { productSecret, encryptedSecret, sessionKey } = connectProductSecret.attributes;
  for (const attribute of [productSecret, encryptedSecret, sessionKey])
    expect(attribute).toMatchObject({ mode: "computed", sensitive: true });
});
