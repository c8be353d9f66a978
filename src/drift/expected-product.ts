import { readProduct } from "../lookup/entry";
import { LookupError } from "../lookup/error";
import { type Product, productAttributes } from "../product/product";
import type { Attributes } from "../schema/attribute";
import { nearest } from "../schema/nearest";
import type { NestedType } from "../schema/object";
import { attributeAt, type Path, printPath } from "../schema/path";
import { checkInner } from "../schema/type";
import { describe, wrongType } from "../schema/wrong-type";
import { attributeName } from "./attribute-names";

/** Reads what somebody wrote down of a product: as strictly as it is compared. Throws explained errors. */
export function readExpected(json: unknown, path: Path): Partial<Product> {
  checkNames(productAttributes, json, path);
  const product = readProduct(productAttributes, json, path);
  checkValues(productAttributes, json as Members, product, path);
  return product;
}

type Members = Readonly<Record<string, unknown>>;

function checkNames(attributes: Attributes, json: unknown, path: Path): void {
  // Whatever else it is, whoever reads it says so.
  if (json === null || typeof json !== "object" || Array.isArray(json)) return;
  for (const [name, { type }] of Object.entries(attributes)) {
    const { nested } = type as Partial<NestedType<unknown>>;
    if (nested) checkNames(nested, (json as Members)[name], attributeAt(path, name));
  }
  const stranger = Object.keys(json).find((name) => !Object.hasOwn(attributes, name));
  if (stranger === undefined) return;
  const known = attributeName(stranger) ?? nearest(stranger, Object.keys(attributes))[0];
  const hint = known === undefined ? "." : `; did you mean ${known}?`;
  throw new LookupError("", `${printPath(attributeAt(path, stranger))}: there is no such attribute${hint}`);
}

/** What Terraform's wire may have, such as a number as text, is a mistake here. */
function checkValues(attributes: Attributes, json: Members, product: Members, path: Path): void {
  for (const [name, value] of Object.entries(product)) {
    const type = attributes[name]?.type as NestedType<unknown>;
    const at = attributeAt(path, name);
    if (value === null) continue;
    if (type.nested) {
      checkValues(type.nested, json[name] as Members, value as Members, at);
    } else if (typeof value !== typeof json[name]) throw wrongType(at, type.label, describe(json[name]));
    else if (typeof value === "string") {
      const [finding] = checkInner(type as never, value, at);
      if (finding) throw new LookupError("", `${printPath(at)}: ${finding.detail}`);
    }
  }
}
