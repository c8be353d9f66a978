import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryPages, validateXML } from "xmllint-wasm";
import { junit } from "../../src/drift/formats/junit";
import { uncoloured } from "../../src/schema/paint";
import { reports } from "../support/hostile-reports";

const schema = readFileSync(join(__dirname, "..", "support", "schemas", "junit.xsd"), "utf8");

test.each(reports)("junit with %s is valid XML of the dialect", async (_, report) => {
  const xml = junit.print(report, { paint: uncoloured, verbose: false, base: process.cwd() });
  const { valid, errors } = await validateXML({ xml, schema, maxMemoryPages: memoryPages.GiB });
  expect({ valid, errors: errors.map(({ message }) => message) }).toEqual({ valid: true, errors: [] });
});
