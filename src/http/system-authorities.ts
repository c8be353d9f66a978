import { X509Certificate } from "node:crypto";
import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as tls from "node:tls";
import { causeOf } from "../files/causes";
import { readContent } from "../files/content";
import { attempt } from "../schema/attempt";
import { count } from "../schema/count";
import { distinct } from "./trust";

type Environment = Readonly<Record<string, string | undefined>>;
type ReadStore = ((store: "system") => string[]) | undefined;

/** Authorities that other programs of this machine trust. */
export interface SystemAuthorities {
  readonly certificates: readonly string[];
  /** where they were looked for and what there was, as sentences */
  readonly report: string;
}

/**
 * The authorities of SSL_CERT_FILE and SSL_CERT_DIR, as OpenSSL and Go read them, and of the system's store, which Node reads from
 * version 22.15 on. What cannot be read is in the report.
 */
export function systemAuthorities(
  environment: Environment,
  readStore = (tls as { getCACertificates?: ReadStore }).getCACertificates,
): SystemAuthorities {
  const sources = [
    environment.SSL_CERT_FILE && source("SSL_CERT_FILE", () => read(environment.SSL_CERT_FILE as string)),
    ...directoriesOf(environment.SSL_CERT_DIR).map(({ name, directory }) => source(name, () => readAll(directory))),
    readStore && source("the system's store", () => readStore("system")),
  ].filter((each) => typeof each === "object");
  const advice = readStore
    ? ""
    : ` The system's store is not among them: Node.js 22.15 or newer reads it, and this is ${process.versions.node}.`;
  const names = ["those of Node.js", ...sources.map(({ report }) => report)].join(", ");
  return {
    certificates: sources.flatMap(({ certificates }) => certificates),
    report: `Authorities that were tried: ${names}.${advice}`,
  };
}

function source(name: string, readCertificates: () => readonly string[]) {
  try {
    const certificates = distinct(readCertificates()).filter(isReadable);
    return { certificates, report: `${name} (${count(certificates.length, "certificate")})` };
  } catch (error) {
    return { certificates: [], report: `${name} (cannot be read: ${causeOf(error, "read").reason})` };
  }
}

const read = (file: string): readonly string[] => [readContent(file)];

/** One that cannot be read must not take the others with it. */
function directoriesOf(list = ""): { readonly name: string; readonly directory: string }[] {
  const directories = list.split(delimiter).filter((directory) => directory !== "");
  const nameOf = (index: number) =>
    directories.length === 1 ? "SSL_CERT_DIR" : `directory ${index + 1} of SSL_CERT_DIR`;
  return directories.map((directory, index) => ({ name: nameOf(index), directory }));
}

/** The files of a directory, of which some may be something else. */
const readAll = (directory: string): readonly string[] =>
  readdirSync(directory).flatMap((name) => attempt(() => read(join(directory, name))) ?? []);

const isReadable = (certificate: string): boolean => attempt(() => new X509Certificate(certificate)) !== undefined;
