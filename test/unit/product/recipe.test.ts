import { checkRecipe, type Recipe, recipeAttributes } from "../../../src/product/recipe";
import { object } from "../../../src/schema/object";
import { printPath } from "../../../src/schema/path";
import { UNKNOWN } from "../../../src/schema/type";

const recipe = (changes: object): Recipe =>
  ({
    privateKey: null,
    privateKeyFile: "key.pem",
    rsaPadding: "pkcs1",
    sessionKeyEncoding: null,
    keyEncoding: null,
    cipher: "aes-256-cbc",
    iv: "prefix",
    secretEncoding: null,
    ...changes,
  }) as Recipe;

const problems = (changes: object): string[] =>
  [
    ...(object(recipeAttributes).check?.(recipe(changes), []) ?? []),
    ...checkRecipe(recipe(changes), [{ attribute: "decrypt" }]),
  ].map(({ path, summary }) => `${printPath(path)}: ${summary}`);

test.each<[string, object]>([
  ["a complete recipe", {}],
  ["ECB without a vector", { cipher: "aes-128-ecb", iv: null }],
  ["GCM with 12 bytes", { cipher: "aes-128-gcm", iv: "00".repeat(12) }],
  ["a vector that is not known yet", { iv: UNKNOWN }],
  ["a cipher that is not known yet", { cipher: UNKNOWN, iv: null }],
  ["two keys of which one is not known yet", { privateKey: UNKNOWN }],
  ["one key that is not known yet", { privateKey: UNKNOWN, privateKeyFile: null }],
])("%s is accepted", (_, changes) => {
  expect(problems(changes)).toEqual([]);
});

test.each<[string, object, string]>([
  ["no key", { privateKeyFile: null }, "decrypt.private_key_file: Missing private key"],
  ["two keys", { privateKey: "pem" }, "decrypt.private_key: Two private keys"],
  ["CBC without a vector", { iv: null }, "decrypt.iv: Missing initialization vector"],
  ["ECB with one", { cipher: "aes-256-ecb" }, "decrypt.iv: Unused initialization vector"],
  ["a short vector with CBC", { iv: "00".repeat(12) }, "decrypt.iv: Invalid value"],
  ["a vector of another form", { iv: "random" }, "iv: Invalid value"],
  ["an unknown padding", { rsaPadding: "oaep" }, "rsa_padding: Invalid value"],
  ["an unknown cipher", { cipher: "des" }, "cipher: Invalid value"],
  ["an unknown encoding", { secretEncoding: "raw" }, "secret_encoding: Invalid value"],
])("%s is refused", (_, changes, problem) => {
  expect(problems(changes)).toContain(problem);
});

test("no finding shows what was written", () => {
  const written = Object.fromEntries(Object.keys(recipeAttributes).map((name) => [name, "canary"]));
  const findings = [
    ...(object(recipeAttributes).check?.(recipe(written), []) ?? []),
    ...checkRecipe(recipe(written), []),
  ];
  expect(findings.length).toBeGreaterThan(5);
  expect(JSON.stringify(findings)).not.toContain("canary");
});
