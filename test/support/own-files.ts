import { printCatalogue } from "../../src/bootstrap/catalogue";
import { readMark } from "../../src/bootstrap/mark";
import { environments } from "../../src/cli/drift/environment";
import { readBaseline } from "../../src/drift/baseline";
import { expectationsFile, printExpectations } from "../../src/drift/expectations";
import { json } from "../../src/drift/formats/json";
import { readIgnoreFile } from "../../src/drift/ignore-file";
import { demoSeed, emulators } from "../../src/emulator/list";
import { seedShape } from "../../src/emulator/shell/seed";
import { readOwnFile } from "../../src/files/own-file";
import { readText } from "../../src/files/text";
import { type Entries, lockFile, printLock } from "../../src/lock/lock-file";
import { readProfileFile } from "../../src/platforms/aliyun/profile-file";
import { keyOf } from "../../src/reader/query";
import { uncoloured } from "../../src/schema/paint";
import { sampleReport } from "./drift-report";
import { inventoryOf, odd } from "./inventories";
import { entry } from "./recorded";

/** A kind of file of ours. */
export interface Kind {
  readonly name: string;
  /** a file that is read */
  readonly text: string;
  readonly read: (file: string) => unknown;
  /** whether a mistake always has a line */
  readonly lines: boolean;
}

export const entriesOf = (all: readonly ReturnType<typeof entry>[]): Entries =>
  new Map(all.map((each) => [keyOf(each.origin, each.query), each]));
const platforms = emulators.map((emulator) => emulator.open({}));
const keys = { CONNECT_ENOS_ENDPOINT: "https://e.example", CONNECT_ENOS_ORG_ID: "o1" };
const allKeys = { ...keys, CONNECT_ENOS_ACCESS_KEY: "key", CONNECT_ENOS_SECRET_KEY: "canary-secret" };
const around = { paint: uncoloured, verbose: false, base: "/" };

/** All of them, each with a right text. */
export const kinds: readonly Kind[] = [
  {
    name: "connect.lock.json",
    text: printLock(entriesOf([entry("k1", { modelId: "M" }), entry("k2", { productTags: { a: "b" } })])),
    read: (file) => readOwnFile(file, lockFile).value,
    lines: true,
  },
  {
    name: "expectations.json",
    text: printExpectations({
      origin: { platform: "enos", endpoint: "https://enos.example.com/", orgId: "o1" },
      products: { k1: { modelId: "M", atMost: { maxValidDay: 9 } }, k2: null },
    }),
    read: (file) => readOwnFile(file, expectationsFile).value,
    lines: true,
  },
  {
    name: "drift.ignore.yaml",
    text: 'version: 1\nignore:\n  - product: "8f7*"\n    attribute: model_id\n    reason: being renamed\n    expires: 2030-12-31\n  - kind: extra\n    origin: { orgId: "o9" }\n    reason: &why "another team"\n    expires: "2027-01-01T00:00:00Z"\n',
    read: (file) => readIgnoreFile(readText(file), file),
    lines: true,
  },
  {
    name: "baseline.json",
    text: json.print(sampleReport(), around),
    read: (file) => readBaseline(readText(file), file),
    lines: true,
  },
  {
    name: "seed.json",
    text: JSON.stringify(demoSeed, null, 2),
    read: (file) => readOwnFile(file, { shape: seedShape(platforms) }).value,
    lines: true,
  },
  {
    name: "there.env",
    text: Object.entries(allKeys)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(""),
    read: (file) => environments(file, allKeys, undefined),
    lines: false,
  },
  {
    name: "config.json",
    text: JSON.stringify(
      { current: "default", profiles: [{ name: "default", mode: "AK", access_key_secret: "canary" }] },
      null,
      2,
    ),
    read: readProfileFile,
    lines: false,
  },
  {
    name: "credentials",
    text: '[default]\ntype = access_key\naccess_key_id = "id" # mine\naccess_key_secret = canary-secret\n\n; other\n[ci]\nregion: r\n',
    read: readProfileFile,
    lines: false,
  },
  {
    name: "catalogue.ts",
    text: printCatalogue(inventoryOf([odd("k1", "Meter")])),
    read: (file) => readMark(readText(file)),
    lines: false,
  },
];
