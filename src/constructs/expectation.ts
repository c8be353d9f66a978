import { Annotations, type TerraformDataSource, Tokenization } from "cdktf";
import { productAttributes } from "../product/product";
import { camelCase, snakeCase } from "../schema/name";
import { stackTemplateOf } from "../schema/template";
import { walk } from "../schema/walk";
import { type ProductAtSynth, readsOf } from "../synth/reads";
import { ConnectProvider } from "./connect-provider";
import { mapTexts } from "./map-texts";
import { providerFor } from "./provider-block";

type Members = Readonly<Record<string, unknown>>;

/** The attributes that the program read through `atSynth`, as the data source's `expect`; undefined if it read none. */
export function expectationOf(product: ProductAtSynth): Record<string, unknown> | undefined {
  const expected: Record<string, unknown> = {};
  const nulls: string[] = [];
  // Sorted, so that the order of the reads does not change the synthesized text.
  for (const path of [...readsOf(product)].sort()) {
    const [outer, inner] = path.split(".") as [string, string | undefined];
    const holder = product as unknown as Record<string, unknown>;
    const value = inner === undefined ? holder[outer] : (holder[outer] as Record<string, unknown>)[inner];
    // The identity is an argument.
    if (outer === "id" || outer === "productKey" || losesMembers(value)) continue;
    // For Terraform, null as an expected value means not set.
    if (value === null) nulls.push(path.split(".").map(snakeCase).join("."));
    else if (inner === undefined) expected[outer] = value;
    else expected[outer] = { ...(expected[outer] as object | undefined), [inner]: value };
  }
  if (nulls.length > 0) expected.nulls = nulls;
  return Object.keys(expected).length > 0 ? expected : undefined;
}

/** The library copies maps member by member and loses this one. */
const losesMembers = (value: unknown): boolean => isMembers(value) && Object.hasOwn(value as object, "__proto__");

/** The arguments of a data source about expectations. */
interface Expecting extends TerraformDataSource {
  readonly expectInput?: unknown;
  readonly onDriftInput?: string;
}

/**
 * The arguments that make the plan check the attributes that the program read, in addition to the author's own expectations. The
 * author's `onDrift`, of the data source or else of its provider, takes precedence; the default for read attributes is a warning.
 */
export function expecting(
  source: Expecting,
  read: Members,
  toTerraform: (expect: Members) => unknown,
): Record<string, unknown> {
  const { expectInput: own, onDriftInput: onDrift } = source;
  if (Tokenization.isResolvable(own)) {
    warnOfToken(source);
    return {};
  }
  const provider = providerFor(source, source.provider);
  const severity =
    onDrift ??
    (provider instanceof ConnectProvider ? provider.onDrift : undefined) ??
    (own === undefined ? "warning" : undefined);
  // A platform's text is neither a template of Terraform nor a token of the library.
  const expected = mapTexts(read, stackTemplateOf) as Members;
  const all = toTerraform(own === undefined ? expected : joined(expected, own as Members));
  return { expect: onlySet(all), on_drift: severity };
}

const warned = new WeakSet<TerraformDataSource>();

/** A library synthesizes an element more than once. */
function warnOfToken(source: TerraformDataSource): void {
  if (warned.has(source)) return;
  warned.add(source);
  Annotations.of(source).addWarning(
    "expect is a token, so nothing can be added to it: the plan does not check the values that this program read with atSynth. Write expect as a literal object.",
  );
}

/** Without members that are not set: the library would visit each of them many times, which is most of the synth time. */
function onlySet(value: unknown): unknown {
  if (!isMembers(value) || Array.isArray(value)) return value;
  const members = Object.entries(value as Members).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, onlySet(member)]));
}

/** Attributes that have attributes of their own; a map such as tags has none. */
const groups = walk(productAttributes, { leaf: () => [], group: (name) => [name] }).flat();

/** Both, attribute by attribute; the author's value takes precedence. */
function joined(read: Members, own: Members, areProducts = false): Members {
  const both = Object.keys(own).filter(
    (name) =>
      (areProducts || name === "products" || groups.includes(name)) && isMembers(read[name]) && isMembers(own[name]),
  );
  const inner = both.map((name) => [name, joined(read[name] as Members, own[name] as Members, name === "products")]);
  const ownNulls: readonly unknown[] = Array.isArray(own.nulls) ? own.nulls : [];
  const left = Object.entries(read).filter(([name]) => !ownNulls.includes(snakeCase(name)));
  const all: Members = { ...Object.fromEntries(left), ...own, ...Object.fromEntries(inner) };
  return areProducts || !Array.isArray(read.nulls) ? all : { ...all, nulls: joinedNulls(read.nulls, own) };
}

/** What was null when it was read, without what the author expects a value of. */
function joinedNulls(read: readonly string[], own: Members): unknown {
  if (own.nulls !== undefined && !Array.isArray(own.nulls)) return own.nulls;
  const valueAt = (path: string): unknown =>
    path
      .split(".")
      .reduce<unknown>((value, name) => (isMembers(value) ? (value as Members)[camelCase(name)] : undefined), own);
  return [...new Set([...(own.nulls ?? []), ...read.filter((path) => valueAt(path) === undefined)])];
}

const isMembers = (value: unknown): boolean =>
  value !== null && typeof value === "object" && !Tokenization.isResolvable(value);
