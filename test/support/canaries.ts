import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { unzipSync } from "fflate";

/** Texts that must appear nowhere, by what they are. */
export type Canaries = Readonly<Record<string, string>>;

/** In how many disguises a text may leak. */
const forms = (text: string): string[] => {
  const bytes = Buffer.from(text);
  // The middle of longer base64 text, whatever comes before.
  const inside = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(4, -4),
  );
  return [text, encodeURIComponent(text), bytes.toString("hex"), ...inside];
};

/** The names of the canaries a text holds. */
export const sightings = (text: string, canaries: Canaries): string[] =>
  Object.entries(canaries)
    .filter(([, canary]) => forms(canary).some((form) => text.includes(form)))
    .map(([name]) => name);

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004";

/** Every file below a directory by its path, opened if it is an archive; the provider itself and `except` are left out. */
export function filesBelow(directory: string, except: readonly string[] = []): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || except.includes(basename(path)) || /terraform-provider-connect|\/providers\//.test(path))
      continue;
    const bytes = readFileSync(path);
    files[path] = bytes.toString("latin1");
    if (!isZip(bytes)) continue;
    for (const [name, content] of Object.entries(unzipSync(bytes)))
      files[`${path}!${name}`] = Buffer.from(content).toString("latin1");
  }
  return files;
}
