import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tests, and all programs they start, have one directory for temporary files and as their home. The end removes it with what is in it. */
export default function begin(): void {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), "connect-"));
  for (const name of ["TMPDIR", "TMP", "TEMP", "HOME"]) process.env[name] = directory;
}
