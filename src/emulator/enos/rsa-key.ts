import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { FlagError } from "../shell/definition";

const BITS = 2048;

/** The seed with this key pair for all accounts of EnOS that have none. A missing file is created. Throws FlagError. */
export function withRsaKey(seed: object, file: string): object {
  const { accounts } = seed as { readonly accounts?: unknown };
  if (file === "") throw new FlagError("--rsa-key: it is empty; check the variable that it comes from");
  // Other mistakes are reported by the check of the seed.
  if (!Array.isArray(accounts)) throw new FlagError("--rsa-key: the seed has no accounts of EnOS");
  const rsaPublicKey = publicKeyIn(file);
  return { ...seed, accounts: accounts.map((account) => ({ rsaPublicKey, ...account })) };
}

function publicKeyIn(file: string): string {
  try {
    if (!existsSync(file)) {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: BITS });
      writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
    }
    return createPublicKey(readFileSync(file)).export({ type: "spki", format: "pem" }) as string;
  } catch (error) {
    // Node's message for a file without a key names OpenSSL's functions.
    const { code = "", syscall } = error as NodeJS.ErrnoException;
    throw new FlagError(
      `--rsa-key: ${file} ${syscall === undefined ? "contains no RSA key in PEM" : `cannot be used (${code})`}`,
    );
  }
}
