import { readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sweepBeside, temporaryName } from "../../../src/files/leftovers";
import { newDirectory } from "../../support/directory";

test("what killed writers left beside a file goes after an hour, and what is not theirs stays", () => {
  const [directory, links] = [newDirectory(), newDirectory()];
  const path = (name: string) => join(directory, name);
  const recent = temporaryName(".products.md.");
  const stay = [recent, ".products.md.backup", ".products.mdx.0123456789ab", "products.md"];
  for (const name of [".products.md.0123456789ab", ".products.md.ba9876543210", ...stay]) {
    writeFileSync(path(name), "");
    if (name !== recent) utimesSync(path(name), 0, 0);
  }
  symlinkSync(path("products.md"), join(links, "link.md"));
  sweepBeside(join(links, "link.md"));
  expect(readdirSync(directory).sort()).toEqual([...stay].sort());
});
