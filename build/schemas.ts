import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectationsFile } from "../src/drift/expectations";
import { ignoreFile } from "../src/drift/ignore-file";
import { aliyunSeed } from "../src/emulator/aliyun/seed";
import { enosSeed } from "../src/emulator/enos/seed";
import { lockFile } from "../src/lock/lock-file";
import type { JsonSchema } from "../src/schema/json-schema";

interface Described {
  readonly title: string;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** A seed has the members of one platform or of several. */
const [enos, aliyun] = [enosSeed.schema, aliyunSeed.schema];
const seed: JsonSchema = {
  type: "object",
  anyOf: [enos, aliyun].map(({ required }) => ({ required })),
  dependentRequired: Object.fromEntries((enos.required as string[]).map((name) => [name, enos.required])),
  properties: { $schema: {}, "//": {}, ...(enos.properties as object), ...(aliyun.properties as object) },
};

/** By the name of the file in `schemas`. What a schema cannot say, such as two products with one key, only the commands find. */
export const schemas: Readonly<Record<string, Described>> = {
  lock: {
    title: "connect.lock.json",
    description: "What programs read at synth time, and what `cdktf-connect lock add` records. Written by programs.",
    schema: lockFile.shape.schema,
  },
  expectations: {
    title: "Expectations of cdktf-connect drift",
    description:
      "What products are expected to be like: written by `cdktf-connect bootstrap --expectations`, or by hand.",
    schema: expectationsFile.shape.schema,
  },
  "ignore-rules": {
    title: "drift.ignore.yaml",
    description: "Findings of `cdktf-connect drift` that are accepted for a while, each with a reason.",
    schema: ignoreFile.shape.schema,
  },
  seed: {
    title: "Seed of cdktf-connect emulate",
    description: "What emulated platforms hold: accounts, and products as the platforms' documents print them.",
    schema: seed,
  },
};

export function generateSchemas(directory: string): void {
  for (const [name, { schema, ...about }] of Object.entries(schemas)) {
    const text = JSON.stringify(
      { $schema: "https://json-schema.org/draft/2020-12/schema", ...about, ...schema },
      null,
      2,
    );
    writeFileSync(join(directory, `${name}.schema.json`), `${text}\n`);
  }
}
