import { isMap, isSeq, LineCounter, type Node, parseDocument, type YAMLSeq } from "yaml";
import { LookupError } from "../lookup/error";
import type { Origin } from "../lookup/query";
import { platforms } from "../platforms/list";
import type { Attributes } from "../schema/attribute";
import { camelCase } from "../schema/name";
import { nearest } from "../schema/nearest";
import { timestamp } from "../schema/text";
import { describe } from "../schema/wrong-type";
import { attributeName, attributeNames } from "./attribute-names";
import type { FindingKind } from "./finding";
import type { IgnoreRule } from "./ignore-rule";
import { addressIn } from "./origin";

const VERSION = 1;

/** What was not checked at all cannot be ignored. */
const ignorable: readonly FindingKind[] = ["changed", "absent", "extra"];

const members = ["product", "attribute", "kind", "origin", "reason", "expires"];
const originMembers = ["platform", ...platforms.flatMap(({ settings }) => openNames(settings))];

/** Says what is wrong, and where. */
type Refuse = (problem: string) => never;
type Written = Readonly<Record<string, unknown>>;

/** Reads the text of a file with rules. Throws an explained error that names file, line and rule. */
export function readIgnoreFile(text: string, file: string): IgnoreRule[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const refuseAt =
    (line: number, what = ""): Refuse =>
    (problem) => {
      throw new LookupError(
        "Ignore rules cannot be used",
        `${file}:${line}: ${what}${/[.?]$/.test(problem) ? problem : `${problem}.`}`,
      );
    };
  const jsonOf = (node: Node, refuse: Refuse): unknown => {
    try {
      return node.toJS(document);
    } catch (error) {
      return refuse((error as Error).message);
    }
  };

  const [flaw] = [...document.errors, ...document.warnings];
  if (flaw?.code === "MULTIPLE_DOCS")
    refuseAt(lineAt(flaw.pos[0]))("a second document begins; write all rules into one");
  if (flaw) refuseAt(lineAt(flaw.pos[0]))(`not valid YAML: ${flaw.message}`);
  const list = checkTop(document.contents, (node) => jsonOf(node, refuseAt(1)), refuseAt(1));
  return list.items.map((item, index) => {
    const line = lineAt((item as Node).range?.[0] ?? 0);
    const refuse = refuseAt(line, `rule ${index + 1}: `);
    return { number: index + 1, ...readRule(jsonOf(item as Node, refuse), refuse), place: { file, line } };
  });
}

/** The list of rules, in a file that is one for them. */
function checkTop(contents: Node | null, jsonOf: (node: Node) => unknown, refuse: Refuse): YAMLSeq {
  if (!isMap(contents)) return refuse('expected "version: 1" and a list "ignore"');
  const { version, ignore: _, ...others } = jsonOf(contents) as Written;
  if (Number.isSafeInteger(version) && (version as number) > VERSION)
    refuse(`it was written for a newer cdktf-connect (version ${version}; this one reads ${VERSION})`);
  if (version !== VERSION) refuse(`expected "version: ${VERSION}", found ${describe(version)}`);
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) refuse(`there is no ${JSON.stringify(stranger)} here, only version and ignore`);
  const list = contents.get("ignore", true) as unknown;
  return isSeq(list) ? list : refuse('expected a list "ignore"; with no rules: "ignore: []"');
}

function readRule(json: unknown, refuse: Refuse): Omit<IgnoreRule, "number" | "place"> {
  if (json === null || typeof json !== "object" || Array.isArray(json)) return refuse("expected a rule with members");
  const written = json as Written;
  const stranger = Object.keys(written).find((name) => !members.includes(name));
  if (stranger !== undefined) refuse(`there is no ${JSON.stringify(stranger)}; a rule has ${members.join(", ")}`);
  const text = (name: string): string | undefined => {
    const value = written[name];
    if (value === undefined) return undefined;
    if (typeof value !== "string")
      return refuse(
        `${name}: expected text, found ${describe(value)}${["number", "boolean"].includes(typeof value) ? "; write it in quotes" : ""}`,
      );
    return value.trim() === "" ? refuse(`${name} is empty`) : value;
  };
  const [product, attribute, kind] = [text("product"), text("attribute"), text("kind")];
  const rule = {
    ...(product !== undefined && { product }),
    ...(attribute !== undefined && { attribute: knownAttribute(attribute, refuse) }),
    ...(kind !== undefined && { kind: knownKind(kind, refuse) }),
    ...(written.origin !== undefined && { origin: readOrigin(written.origin, refuse) }),
  };
  if (rule.attribute !== undefined && (rule.kind ?? "changed") !== "changed")
    refuse(`kind ${rule.kind} has no attribute: only kind changed is about one`);
  const { product: pattern = "*", ...rest } = rule;
  if (/^\*+$/.test(pattern) && Object.keys(rest).length === 0)
    refuse("it would ignore everything: name a product, an attribute, a kind or an origin");
  const reason = text("reason") ?? refuse("reason is missing: say why this is all right");
  const expires = text("expires") ?? refuse('expires is missing: say until when, such as "expires: 2030-12-31"');
  const moment = /^\d{4}-\d\d-\d\d$/.test(expires) ? `${expires}T00:00:00Z` : expires;
  if (timestamp.check?.(moment, []).length !== 0)
    refuse(`expires: ${JSON.stringify(expires)} is no day (2030-12-31) and no moment (2030-12-31T12:00:00Z)`);
  return { ...rule, reason, expires };
}

function knownAttribute(written: string, refuse: Refuse): string {
  const [near] = nearest(written, attributeNames);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return attributeName(written) ?? refuse(`attribute: products have no ${JSON.stringify(written)}${hint}`);
}

function knownKind(written: string, refuse: Refuse): FindingKind {
  const kind = ignorable.find((known) => known === written);
  if (kind !== undefined) return kind;
  return refuse(
    ["denied", "unchecked"].includes(written)
      ? `kind: ${written} cannot be ignored, because nothing is known`
      : `kind: expected one of ${ignorable.join(", ")}; it is ${JSON.stringify(written)}`,
  );
}

function openNames(settings: Attributes): string[] {
  return Object.keys(settings).filter((name) => !settings[name]?.sensitive);
}

function readOrigin(json: unknown, refuse: Refuse): Origin {
  if (json === null || typeof json !== "object" || Array.isArray(json))
    return refuse("origin: expected members such as platform, endpoint, orgId");
  const entries = Object.entries(json).map(([written, value]) => {
    const name = camelCase(written);
    if (!originMembers.includes(name)) refuse(`origin: there is no ${JSON.stringify(written)}`);
    if (typeof value !== "string") refuse(`origin.${written}: expected text, found ${describe(value)}`);
    if (name !== "endpoint") return [name, value];
    return [
      name,
      addressIn(value as string) ?? refuse(`origin.${written}: it is no address such as https://enos.example.com`),
    ];
  });
  return entries.length === 0 ? refuse("origin is empty") : Object.fromEntries(entries);
}
