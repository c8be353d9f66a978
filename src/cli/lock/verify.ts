import { json } from "../../drift/formats/json";
import { text } from "../../drift/formats/text";
import { defineCommand } from "../command";
import { comparisonOptions } from "../drift";
import { compareFiles } from "../drift/comparison";
import { platformNamed } from "../platform-option";
import { lockFile, lockOptions, shown } from "./file";

const { volatile, here, verbose } = comparisonOptions;

export const lockVerify = defineCommand({
  name: "verify",
  summary: "compare every entry with the platform; writes nothing",
  about: "Compares every entry with the platform, and only reads: the drift of one lock file, with nothing ignored.",
  options: { ...lockOptions, here, volatile, verbose },
  example: [
    "nightly, to learn when production is no longer what the stacks were built with",
    "cdktf-connect lock verify --here",
  ],
  exitCodes: { 0: "as recorded", 2: "entries are stale", 1: "something could not be read" },
  run: ({ values, json: asJson, paint }, io) =>
    compareFiles(
      {
        files: [{ kind: "lock", file: shown(lockFile(values.lock)) }],
        outputs: [{ format: asJson ? json : text, file: undefined }],
        withVolatile: values.volatile ?? false,
        here: values.here,
        verbose: values.verbose ?? false,
        chosen: platformNamed(values.platform),
        paint,
      },
      io,
    ),
});
