import { type OwnFile, parseOwnFile, remarks } from "../files/own-file";
import { yaml } from "../files/yaml";
import { platforms } from "../platforms/list";
import type { Origin } from "../reader/query";
import type { Attribute } from "../schema/attribute";
import { camelCase } from "../schema/name";
import { attributeAt, keyAt } from "../schema/path";
import {
  converted,
  exactly,
  listOf,
  mapOf,
  members,
  mistake,
  optional,
  ruled,
  type Shape,
  unknownName,
} from "../schema/shape";
import { timestamp } from "../schema/text";
import { describe, wrongType } from "../schema/wrong-type";
import { attributeName, attributeNames } from "./attribute-names";
import { addressIn } from "./expectations";
import type { FindingKind } from "./finding";
import type { IgnoreRule } from "./ignore-rule";

const VERSION = 1;

/** What was not checked at all cannot be ignored. */
const ignorable: readonly FindingKind[] = ["changed", "absent", "extra"];

const originMembers = [
  "platform",
  ...platforms.flatMap(({ settings }) =>
    Object.entries<Attribute<unknown>>(settings).flatMap(([name, { sensitive }]) => (sensitive ? [] : [name])),
  ),
];

/** Text with something in it; `remedy`: what to do where it is missing. */
const said = (remedy = ""): Shape<string> => ({
  label: "a string",
  schema: { type: "string", minLength: 1 },
  read(json, path, note) {
    if (json === undefined) note(mistake(path, "it is missing.", remedy));
    else if (typeof json === "object") note(wrongType(path, "a string", describe(json)));
    // What YAML takes for a number, for example.
    else if (typeof json !== "string")
      note(wrongType(path, "a string", describe(json)).with({ remedy: "Write it in quotes." }));
    else if (json.trim() === "") note(mistake(path, "it is empty."));
    return json as string;
  },
});

const attribute = converted(
  said(),
  (written, path, note) => {
    const name = attributeName(written);
    if (name === undefined) note(unknownName(path, `attribute ${JSON.stringify(written)}`, written, attributeNames));
    return name ?? written;
  },
  { examples: attributeNames },
);

const kind = converted(
  said(),
  (written, path, note) => {
    const known = ignorable.find((one) => one === written);
    if (["denied", "unchecked"].includes(written))
      note(mistake(path, `${written} cannot be ignored, because nothing is known.`));
    else if (known === undefined) note(unknownName(path, `kind ${JSON.stringify(written)}`, written, ignorable));
    return known as FindingKind;
  },
  { enum: ignorable },
);

const origin = converted(mapOf(said(), attributeAt), (written, path, note): Origin => {
  if (Object.keys(written).length === 0) note(mistake(path, "it is empty."));
  const entries = Object.entries(written).map(([spelling, value]) => {
    const [name, at] = [camelCase(spelling), attributeAt(path, spelling)];
    if (!originMembers.includes(name)) note(unknownName(at, "member", name, originMembers));
    if (name !== "endpoint") return [name, value];
    const address = addressIn(value);
    if (address === undefined) note(mistake(at, "It is not an address such as https://enos.example.com."));
    return [name, address];
  });
  return Object.fromEntries(entries);
});

const expires = ruled(said('Say until when, such as "expires: 2030-12-31".'), (written) => {
  const moment = /^\d{4}-\d\d-\d\d$/.test(written) ? `${written}T00:00:00Z` : written;
  if (timestamp.check?.(moment, []).length === 0) return undefined;
  return `${JSON.stringify(written)} is neither a date (2030-12-31) nor a timestamp (2030-12-31T12:00:00Z).`;
});

const rule = converted(
  members({
    product: optional(said()),
    attribute: optional(attribute),
    kind: optional(kind),
    origin: optional(origin),
    reason: said("Say why this is acceptable."),
    expires,
  }),
  (read, path, note) => {
    const { reason: _, expires: __, product = "*", ...rest } = read;
    if (read.attribute !== undefined && (read.kind ?? "changed") !== "changed")
      note(mistake(attributeAt(path, "attribute"), `kind ${read.kind} has no attribute; only kind changed has one.`));
    if (/^\*+$/.test(product) && Object.keys(rest).length === 0)
      note(mistake(path, "it would ignore everything.", "Name a product, an attribute, a kind or an origin."));
    return read;
  },
);

export const ignoreFile: OwnFile<{ readonly ignore: readonly Omit<IgnoreRule, "number" | "location">[] }> = {
  syntax: yaml,
  version: VERSION,
  shape: members({ ...remarks, version: exactly(VERSION), ignore: listOf(rule) }),
};

/** Reads the text of a file with rules. Throws a Problem of a file. */
export function readIgnoreFile(text: string, file: string): IgnoreRule[] {
  const { value, locate } = parseOwnFile(text, file, ignoreFile);
  return value.ignore.map((read, index) => {
    const { line } = locate(keyAt(attributeAt([], "ignore"), index));
    return { number: index + 1, ...read, location: { file, line } };
  });
}
