import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { differences } from "./differences";

const file = join(__dirname, "..", "..", "docs", "guides", "differences.md");

// `npm run generate` has the page written here, where the emulators are asked anyway.
test("the page of differences says what the emulators do", async () => {
  const page = await differences();
  if (process.env.WRITE_DIFFERENCES) writeFileSync(file, page);
  expect(readFileSync(file, "utf8")).toBe(page);
});
