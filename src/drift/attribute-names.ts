import { productAttributes } from "../product/product";
import type { Attribute, Attributes } from "../schema/attribute";
import { camelCase } from "../schema/name";
import type { NestedType } from "../schema/object";

/** Every attribute of a product by the name findings have: `modelId`, `aliyun`, `aliyun.netType`. */
const attributes: ReadonlyMap<string, Attribute<unknown>> = new Map(named(productAttributes, ""));

function named(table: Attributes, prefix: string): [string, Attribute<unknown>][] {
  return Object.entries(table).flatMap(([name, attribute]) => {
    const { nested } = attribute.type as Partial<NestedType<unknown>>;
    return [[prefix + name, attribute], ...(nested ? named(nested, `${prefix}${name}.`) : [])];
  });
}

export const attributeNames: readonly string[] = [...attributes.keys()];

/** The name findings have for what somebody wrote in TypeScript's spelling or in Terraform's; undefined: no such attribute. */
export function attributeName(written: string): string | undefined {
  const name = written.split(".").map(camelCase).join(".");
  return attributes.has(name) ? name : undefined;
}

export const isVolatile = (name: string | undefined): boolean =>
  name !== undefined && attributes.get(name)?.volatile === true;
