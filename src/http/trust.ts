import { X509Certificate } from "node:crypto";
import * as tls from "node:tls";
import { causeOf } from "../files/causes";
import { readContent } from "../files/content";
import { attempt } from "../schema/attempt";
import { attributeAt } from "../schema/path";
import { Problem } from "../schema/problem";

/** TLS options of connections that differ from the defaults. */
export interface Trust {
  readonly secureContext?: tls.SecureContext;
  readonly rejectUnauthorized: boolean;
}

/** Reads the file of authorities, if there is one. Throws Problem ca-file-unusable. */
export function readAuthorities(caFile: string | null): string | null {
  if (caFile === null) return null;
  const refuse = (reason: string): never => {
    throw new Problem("ca-file-unusable", {
      path: attributeAt([], "ca_file"),
      reason: `ca_file = ${JSON.stringify(caFile)} ${reason}.`,
      remedy: "It must be a readable file of certificates in PEM form (-----BEGIN CERTIFICATE-----).",
      settings: ["ca_file"],
    });
  };
  let text = "";
  try {
    text = readContent(caFile);
  } catch (error) {
    refuse(`cannot be read: ${causeOf(error, "read").reason}`);
  }
  const certificates = certificatesIn(text);
  if (certificates.length === 0) refuse("contains no certificate");
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      refuse(`contains a certificate that cannot be read (number ${index + 1})`);
    }
  }
  return certificates.join("\n");
}

/** Where the provider's launcher keeps the value of NODE_EXTRA_CA_CERTS, so that Node does not parse it at every start. */
export const extraAuthorities = "CONNECT_NODE_EXTRA_CA_CERTS";

/** The authorities Node trusts, and these, and more. */
export function trust(authorities: string | null, insecureSkipVerify: boolean, more: readonly string[] = []): Trust {
  const rejectUnauthorized = !insecureSkipVerify;
  const late = readExtra(process.env[extraAuthorities]);
  const added = [...late, ...(authorities === null ? [] : [authorities]), ...more];
  if (added.length === 0) return { rejectUnauthorized };
  const texts = [...defaultAuthorities(), ...added];
  return { rejectUnauthorized, secureContext: tls.createSecureContext({ ca: distinct(texts) }) };
}

const certificatesIn = (text: string): string[] =>
  text.match(/-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^-]+-----END \1-----/g) ?? [];

/** The certificates in these texts, each once: a file that a company hands out mostly repeats what Node has, at 0.2 ms for each. */
export const distinct = (texts: readonly string[]): string[] => [
  ...new Map(
    texts.flatMap(certificatesIn).map((certificate) => [certificate.replace(/\s/g, ""), certificate]),
  ).values(),
];

function defaultAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };
  if (getCACertificates) return getCACertificates("default");
  // Before Node 22.15, `ca` replaces NODE_EXTRA_CA_CERTS, so it is added here.
  return [...tls.rootCertificates, ...readExtra(process.env.NODE_EXTRA_CA_CERTS)];
}

/** The certificates of a file; none where it cannot be read, about which Node itself only warns. */
const readExtra = (file: string | undefined): readonly string[] =>
  file ? (attempt(() => [readContent(file)]) ?? []) : [];
