import { createHash } from "node:crypto";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** The proof of the secret key in a token request (vendor's page "Get Access Token"): a plain digest, no separators. */
export const tokenEncryption = (accessKey: string, timestamp: number, secretKey: string): string =>
  sha256(`${accessKey}${timestamp}${secretKey}`);

export interface Signed {
  readonly token: string;
  /** before percent-encoding */
  readonly query: Readonly<Record<string, string>>;
  /** exactly the text that is sent; undefined or empty without a body */
  readonly body?: string;
  readonly timestamp: number;
  readonly secretKey: string;
}

/** `apim-signature` of a request (vendor's page "Invoking API with Access Token"): covers query, body and time, not method or path. */
export function requestSignature({ token, query, body = "", timestamp, secretKey }: Signed): string {
  const parameters = Object.entries(query)
    // By code unit, as the vendor's clients sort: upper case before lower case, never by locale.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}${value}`)
    .join("");
  return sha256(`${token}${parameters}${body}${timestamp}${secretKey}`);
}
