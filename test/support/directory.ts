import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new and empty directory; it is removed when all tests are over (test/setup/end.ts). The short name leaves room for sockets. */
export const newDirectory = (): string => mkdtempSync(join(tmpdir(), "d-"));
