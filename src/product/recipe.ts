import { optional, required, type Values } from "../schema/attribute";
import { attributeAt, type Path } from "../schema/path";
import { Problem } from "../schema/problem";
import { type WordType, words } from "../schema/text";
import { string, UNKNOWN } from "../schema/type";

const oneOf = ({ words }: WordType<string>) => ({
  check: (value: string) =>
    words.includes(value) ? undefined : `It must be ${words.map((word) => `"${word}"`).join(" or ")}.`,
});
const printed = ({ words }: WordType<string>): string => words.map((word) => `\`${word}\``).join(", ");

const encodings = words("base64", "hex");
const keyEncodings = words("raw", ...encodings.words);
const paddings = words("pkcs1", "oaep_sha1", "oaep_sha256", "oaep_sha256_mgf1_sha1");
const ciphers = words("aes-128-cbc", "aes-256-cbc", "aes-128-ecb", "aes-256-ecb", "aes-128-gcm", "aes-256-gcm");

/** How a platform's encrypted secrets are decrypted. Practitioners configure it, because no public document states it. */
export const recipeAttributes = {
  privateKeyFile: optional(
    string,
    "PEM file with the private key of the service account's RSA key pair, without a passphrase. Set either this or `private_key`.",
  ),
  privateKey: optional(
    string,
    "The same key as PEM text, from an ephemeral variable or resource: a plan stores the values of other variables. Set either this or `private_key_file`.",
    { sensitive: true },
  ),
  rsaPadding: required(
    paddings,
    `Padding of the RSA-encrypted session key: ${printed(paddings)} (the last is Java's \`OAEPWithSHA-256AndMGF1Padding\`).`,
    oneOf(paddings),
  ),
  sessionKeyEncoding: optional(
    encodings,
    `Encoding of the session key in the response: ${printed(encodings)}. Default \`base64\`.`,
    oneOf(encodings),
  ),
  keyEncoding: optional(
    keyEncodings,
    `Encoding of the decrypted session key: \`raw\` for the key's bytes, or text in ${printed(encodings)}. Default \`raw\`.`,
    oneOf(keyEncodings),
  ),
  cipher: required(
    ciphers,
    `Cipher of the secret: ${printed(ciphers)}. With CBC and ECB the padding is PKCS#7; with GCM the last 16 bytes are the tag.`,
    oneOf(ciphers),
  ),
  iv: optional(
    string,
    "Initialization vector: `prefix` (the first bytes of the ciphertext: 16, or 12 with GCM), `zero`, or hexadecimal digits. Required with CBC and GCM; ECB has none.",
    {
      check: (value) =>
        value === "prefix" || value === "zero" || /^([0-9a-f]{24}|[0-9a-f]{32})$/i.test(value)
          ? undefined
          : 'It must be "prefix", "zero", or 32 hexadecimal digits (24 are usual with GCM).',
    },
  ),
  secretEncoding: optional(
    encodings,
    `Encoding of the encrypted secret in the response: ${printed(encodings)}. Default \`base64\`.`,
    oneOf(encodings),
  ),
};

export type Recipe = Values<typeof recipeAttributes>;

/** The mistakes in a recipe as a whole; unknown values are accepted. */
export function checkRecipe(recipe: Recipe, path: Path): Problem[] {
  const { privateKey, privateKeyFile, cipher, iv } = recipe as Readonly<Record<keyof Recipe, unknown>>;
  const problems: Problem[] = [];
  const wrong = (attribute: string, summary: string, reason: string) =>
    problems.push(new Problem("invalid-value", { path: attributeAt(path, attribute), summary, reason }));
  if (privateKey === null && privateKeyFile === null)
    wrong("private_key_file", "Missing private key", "Set private_key_file, or private_key.");
  if (typeof privateKey === "string" && typeof privateKeyFile === "string")
    wrong("private_key", "Two private keys", "Set either private_key or private_key_file.");
  if (cipher === UNKNOWN || iv === UNKNOWN) return problems;
  const mode = String(cipher).split("-").at(-1);
  if (mode === "ecb" && iv !== null) wrong("iv", "Unused initialization vector", "ECB has none: remove iv.");
  if (mode !== "ecb" && iv === null)
    wrong("iv", "Missing initialization vector", 'Set iv to "prefix", "zero", or its hexadecimal digits.');
  if (mode === "cbc" && String(iv).length === 24)
    wrong("iv", "Invalid value", "CBC needs 16 bytes: 32 hexadecimal digits.");
  return problems;
}
