import { createHash } from "node:crypto";
import { unzipSync, type ZipOptions, zipSync } from "fflate";
import { executable } from "./package";

export type Files = Readonly<Record<string, Uint8Array>>;

/** The same files give the same bytes: fixed dates, sorted names, Unix permissions. `level`: of compression, 0 to 9. */
export function zip(files: Files, level: ZipOptions["level"]): Uint8Array {
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      const mode = name === executable ? 0o755 : 0o644;
      return [name, [files[name], { os: 3, attrs: mode << 16, mtime: new Date(1980, 0, 1) }]];
    });
  return zipSync(Object.fromEntries(entries), { level });
}

/** The files in what `zip` made. */
export const unzip = (content: Uint8Array): Files => unzipSync(content);

/** Terraform's package hash: SHA-256 over the sorted lines of "hash  name". */
export function h1(files: Files): string {
  const hash = (content: string | Uint8Array) => createHash("sha256").update(content);
  const lines = Object.keys(files)
    .sort()
    .map((name) => `${hash(files[name] as Uint8Array).digest("hex")}  ${name}\n`);
  return `h1:${hash(lines.join("")).digest("base64")}`;
}
