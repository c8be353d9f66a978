import { readFileSync, statSync } from "node:fs";
import { causeOf } from "../../files/causes";
import { nodeTooOld } from "../../launch/node";
import { attempt } from "../../schema/attempt";
import { printValue } from "../../schema/foreign-text";
import { leastNode } from "../../version";

/** A program of Node.js, of which a standalone provider can be made. */
export interface NodeProgram {
  readonly file: string;
  readonly content: Buffer;
  /** `20.20.2` */
  readonly version: string;
  /** in Terraform's spelling: `linux_amd64` */
  readonly system: string;
}

/** Node's mark of the place that says whether a program was added: https://nodejs.org/api/single-executable-applications.html */
export const SENTINEL = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const MOST_BYTES = 2 ** 29;
const ELF_64_LITTLE_ENDIAN = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const MACHINE = 18;
const machines: Readonly<Record<number, string>> = { 62: "linux_amd64", 183: "linux_arm64" };
/** For which standalone providers are made. */
export const standaloneSystems: readonly string[] = Object.values(machines);
const VERSION = "node.js/v";

/** Throws Error with what is wrong with the file. */
export function readNodeProgram(file: string): NodeProgram {
  const refuse = (what: string): never => {
    throw new Error(`${printValue(file)} ${what}`);
  };
  const content = readProgram(file, refuse);
  const system = systemOf(content) ?? refuse(`is not a program for ${standaloneSystems.join(" or ")}. ${WHY_LINUX}`);
  const version = versionOf(content) ?? refuse(`is not a program of Node.js. ${WHERE}`);
  if (nodeTooOld(version) !== undefined) refuse(`is Node.js ${version}; the provider needs ${leastNode} or newer.`);
  if (content.includes(`${SENTINEL}:1`)) refuse(`has a program in it already: it is a standalone one. ${WHERE}`);
  if (!content.includes(`${SENTINEL}:0`))
    refuse(`cannot hold a program: it is Node.js in parts, or built without support for it. ${WHERE}`);
  return { file, content, version, system };
}

const WHERE = "Name one of https://nodejs.org/dist with --node.";
const WHY_LINUX =
  "Standalone providers are made for Linux: other systems start only what is signed, or were never tried. Name a program with --node.";

function readProgram(file: string, refuse: (what: string) => never): Buffer {
  try {
    const about = statSync(file);
    if (!about.isFile()) refuse("is not a file.");
    if (about.size > MOST_BYTES) refuse(`has ${about.size} bytes; the limit is ${MOST_BYTES}.`);
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const { reason, remedy } = causeOf(error as Error, "read");
    return refuse(`cannot be read: ${reason}. ${remedy}`.trim());
  }
}

const systemOf = (content: Buffer): string | undefined =>
  content.subarray(0, ELF_64_LITTLE_ENDIAN.length).equals(ELF_64_LITTLE_ENDIAN)
    ? machines[attempt(() => content.readUInt16LE(MACHINE)) ?? 0]
    : undefined;

/** Node has its version in what its own HTTP client says of itself. */
function versionOf(content: Buffer): string | undefined {
  const start = content.indexOf(VERSION);
  const text = start < 0 ? "" : content.toString("latin1", start + VERSION.length, start + VERSION.length + 20);
  return /^\d+\.\d+\.\d+/.exec(text)?.[0];
}
