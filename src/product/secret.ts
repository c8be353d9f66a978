import { readFile, stat } from "node:fs/promises";
import { type CallContext, defineElement } from "../plugin/provider";
import { computed, optional, required } from "../schema/attribute";
import { object } from "../schema/object";
import { attributeAt } from "../schema/path";
import { isProblem, Problem } from "../schema/problem";
import { string, UNKNOWN } from "../schema/type";
import { checkPresent, checkProductKey } from "./check-text";
import type { ProductClient } from "./data-source";
import { decryptSecret } from "./decrypt";
import { withNearMisses } from "./nearest";
import { checkRecipe, type Recipe, recipeAttributes } from "./recipe";
import type { ProductSecret } from "./source";

const decryptPath = attributeAt([], "decrypt");
/** A private key has a few thousand bytes; a larger file is not one. */
const MAX_KEY_FILE_BYTES = 65_536;

const attributes = {
  productKey: required(string, "Key of the product.", { check: checkProductKey }),
  orgId: optional(string, "Organization (OU) that the product belongs to. Default: the provider's.", {
    check: checkPresent,
  }),
  decrypt: optional(
    object(recipeAttributes),
    "How to decrypt a secret that the platform sends encrypted. Where no public document states the scheme, ask the platform's operator. Without it, `encrypted_secret` and `session_key` are returned as the platform sent them.",
  ),
  productSecret: computed(
    string,
    "The secret as plain text; null if the platform sent it encrypted and `decrypt` is not set.",
    { sensitive: true },
  ),
  encryptedSecret: computed(string, "The secret as the platform encrypted it; null if the platform sent plain text.", {
    sensitive: true,
  }),
  sessionKey: computed(
    string,
    "Key of `encrypted_secret`, encrypted with the service account's RSA key; null if the platform sent plain text.",
    { sensitive: true },
  ),
};

/** `ephemeral "connect_product_secret"`: the only way to read a secret. */
export const connectProductSecret = defineElement({
  description:
    "Reads the secret of one product while a command runs; it is stored neither in state nor in a plan. Requires Terraform 1.10 or OpenTofu 1.11, which read it at each plan and apply. " +
    "Whether a platform sends it as plain text or encrypted, and what that requires, is said at the platform's provider block.",
  attributes,
  validate: ({ decrypt }) => (decrypt === null || decrypt === UNKNOWN ? [] : checkRecipe(decrypt, decryptPath)),
  read: async (config, client: Pick<ProductClient, "source">, context) => {
    const { productKey, orgId, decrypt } = config;
    const { signal } = context;
    const source = client.source();
    const sent = await withNearMisses(source, config, signal, () => source.getSecret(productKey, orgId, signal));
    const { encryptedSecret, sessionKey } = sent;
    return { ...config, productSecret: await openSecret(sent, decrypt, context), encryptedSecret, sessionKey };
  },
});

async function openSecret(
  { secret, encryptedSecret, sessionKey }: ProductSecret,
  recipe: Recipe | null,
  { signal, warn }: CallContext,
): Promise<string | null> {
  if (recipe === null) return secret;
  if (encryptedSecret === null || sessionKey === null) {
    const reason = "The platform sent the secret as plain text, so decrypt was not used.";
    // Without a path: Terraform would quote the lines of decrypt, which may contain a private key.
    warn(new Problem("nothing-to-decrypt", { reason, remedy: "Remove it." }));
    return secret;
  }
  const pem = recipe.privateKey ?? (await readKeyFile(recipe.privateKeyFile ?? "", signal));
  return decryptSecret({ encryptedSecret, sessionKey }, pem, recipe);
}

const unreadableKey = (reason: string): Problem =>
  new Problem("private-key-unreadable", { path: attributeAt(decryptPath, "private_key_file"), reason });

async function readKeyFile(path: string, signal: AbortSignal): Promise<string> {
  try {
    const file = await stat(path);
    if (!file.isFile() || file.size > MAX_KEY_FILE_BYTES)
      throw unreadableKey(`${shown(path)} is not a file, or is larger than any private key.`);
    return await readFile(path, { encoding: "utf8", signal });
  } catch (error) {
    if (isProblem(error) || signal.aborted) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw unreadableKey(
      `${shown(path)}: ${code ?? "it cannot be read"}. A relative path starts at Terraform's working directory; "~" is not expanded (use pathexpand).`,
    );
  }
}

/** The practitioner may have written the key itself instead of a path. */
const shown = (path: string): string => (/\n|PRIVATE/.test(path) || path.length > 255 ? "It" : JSON.stringify(path));
