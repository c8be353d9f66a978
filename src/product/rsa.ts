import { constants, createHash, type KeyObject, privateDecrypt } from "node:crypto";

/** Decrypts with a private key; undefined or an exception if the padding differs. */
export const openers: Readonly<Record<string, (key: KeyObject, sealed: Buffer) => Buffer | undefined>> = {
  // Own code, because Node 20 refuses this padding and newer versions return random bytes for a wrong one. That protects servers
  // from attackers who probe them; here every party has the key.
  pkcs1: (key, sealed) => withoutPkcs1(unpadded(key, sealed)),
  oaep_sha1: (key, sealed) => privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING }, sealed),
  oaep_sha256: (key, sealed) =>
    privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, sealed),
  // Own code, because Node uses the same hash for the mask, and Java does not by default.
  oaep_sha256_mgf1_sha1: (key, sealed) => withoutOaep(unpadded(key, sealed), "sha256", "sha1"),
};

const unpadded = (key: KeyObject, sealed: Buffer): Buffer =>
  privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, sealed);

/** RFC 8017, 7.2.2: 0, 2, at least eight bytes that are not 0, 0, the message. */
function withoutPkcs1(block: Buffer): Buffer | undefined {
  const end = block.indexOf(0, 2);
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : undefined;
}

/** RFC 8017, 7.1.2: 0, masked seed, masked (hash of an empty label, zeros, 1, the message). */
function withoutOaep(block: Buffer, hash: string, maskHash: string): Buffer | undefined {
  const label = createHash(hash).digest();
  const masked = block.subarray(1 + label.length);
  const seed = xor(block.subarray(1, 1 + label.length), mask(masked, label.length, maskHash));
  const data = xor(masked, mask(seed, masked.length, maskHash));
  const end = data.findIndex((byte, at) => at >= label.length && byte !== 0);
  const fits = block[0] === 0 && data.subarray(0, label.length).equals(label) && data[end] === 1;
  return fits ? data.subarray(end + 1) : undefined;
}

/** MGF1 (RFC 8017, B.2.1). */
function mask(seed: Buffer, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let size = 0, counter = 0; size < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const block = createHash(hash).update(seed).update(number).digest();
    blocks.push(block);
    size += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));
