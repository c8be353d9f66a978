import { optional, required, type Values } from "../schema/attribute";
import type { Finding } from "../schema/error";
import { attributeAt, type Path } from "../schema/path";
import { string, UNKNOWN } from "../schema/type";

const oneOf = (...allowed: string[]) => ({
  check: (value: string) =>
    allowed.includes(value) ? undefined : `It must be ${allowed.map((word) => `"${word}"`).join(" or ")}.`,
});
const words = (...allowed: string[]): string => allowed.map((word) => `\`${word}\``).join(", ");

const encodings = ["base64", "hex"];
const keyEncodings = ["raw", ...encodings];
const paddings = ["pkcs1", "oaep_sha1", "oaep_sha256", "oaep_sha256_mgf1_sha1"];
const ciphers = ["aes-128-cbc", "aes-256-cbc", "aes-128-ecb", "aes-256-ecb", "aes-128-gcm", "aes-256-gcm"];

/** How a platform's encrypted secrets are opened, as the practitioner states it: no public document does. */
export const recipeAttributes = {
  privateKeyFile: optional(
    string,
    "PEM file with the private key of the service account's RSA key pair, not encrypted with a passphrase. Either this or `private_key`.",
  ),
  privateKey: optional(
    string,
    "The same key as PEM text, from an ephemeral variable or resource: a plan keeps the values of other variables. Either this or `private_key_file`.",
    { sensitive: true },
  ),
  rsaPadding: required(
    string,
    `Padding of the RSA-encrypted session key: ${words(...paddings)} (the last is Java's \`OAEPWithSHA-256AndMGF1Padding\`).`,
    oneOf(...paddings),
  ),
  sessionKeyEncoding: optional(
    string,
    `How the session key is written in the answer: ${words(...encodings)}. Default \`base64\`.`,
    oneOf(...encodings),
  ),
  keyEncoding: optional(
    string,
    `What the opened session key is: the key's bytes (\`raw\`), or text in ${words(...encodings)}. Default \`raw\`.`,
    oneOf(...keyEncodings),
  ),
  cipher: required(
    string,
    `Cipher of the secret: ${words(...ciphers)}. With CBC and ECB the padding is PKCS#7; with GCM the 16 bytes of the tag come last.`,
    oneOf(...ciphers),
  ),
  iv: optional(
    string,
    "Initialization vector: `prefix` (it stands before the ciphertext: 16 bytes, 12 with GCM), `zero`, or its hexadecimal digits. Required with CBC and GCM; ECB has none.",
    {
      check: (value) =>
        value === "prefix" || value === "zero" || /^([0-9a-f]{24}|[0-9a-f]{32})$/i.test(value)
          ? undefined
          : 'It must be "prefix", "zero", or 32 hexadecimal digits (24 are usual with GCM).',
    },
  ),
  secretEncoding: optional(
    string,
    `How the encrypted secret is written in the answer: ${words(...encodings)}. Default \`base64\`.`,
    oneOf(...encodings),
  ),
};

export type Recipe = Values<typeof recipeAttributes>;

/** What is wrong with a recipe as a whole; values that are not known yet are given the benefit of the doubt. */
export function checkRecipe(recipe: Recipe, path: Path): Finding[] {
  const { privateKey, privateKeyFile, cipher, iv } = recipe as Readonly<Record<keyof Recipe, unknown>>;
  const findings: Finding[] = [];
  const wrong = (attribute: string, summary: string, detail: string) =>
    findings.push({ path: attributeAt(path, attribute), summary, detail });
  if (privateKey === null && privateKeyFile === null)
    wrong("private_key_file", "Missing private key", "Set private_key_file, or private_key.");
  if (typeof privateKey === "string" && typeof privateKeyFile === "string")
    wrong("private_key", "Two private keys", "Set either private_key or private_key_file.");
  if (cipher === UNKNOWN || iv === UNKNOWN) return findings;
  const mode = String(cipher).split("-").at(-1);
  if (mode === "ecb" && iv !== null) wrong("iv", "No use for an initialization vector", "ECB has none: leave iv out.");
  if (mode !== "ecb" && iv === null)
    wrong("iv", "Missing initialization vector", 'Set iv to "prefix", "zero", or its hexadecimal digits.');
  if (mode === "cbc" && String(iv).length === 24)
    wrong("iv", "Invalid value", "CBC needs 16 bytes: 32 hexadecimal digits.");
  return findings;
}
