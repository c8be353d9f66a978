import { productAttributes } from "../product/product";
import type { Attribute } from "../schema/attribute";
import { camelCase } from "../schema/name";
import { walk } from "../schema/walk";

/** Every attribute of a product by the name findings have: `modelId`, `aliyun`, `aliyun.netType`. */
const attributes: ReadonlyMap<string, Attribute<unknown>> = new Map(
  walk<[string, Attribute<unknown>][]>(productAttributes, {
    leaf: (name, attribute) => [[name, attribute]],
    group: (name, attribute, inner) => [
      [name, attribute],
      ...inner.flat().map(([below, each]): [string, Attribute<unknown>] => [`${name}.${below}`, each]),
    ],
  }).flat(),
);

export const attributeNames: readonly string[] = [...attributes.keys()];

/** The name that findings use for an attribute written in TypeScript's spelling or in Terraform's; undefined: no such attribute. */
export function attributeName(written: string): string | undefined {
  const name = written.split(".").map(camelCase).join(".");
  return attributes.has(name) ? name : undefined;
}

export const isVolatile = (name: string | undefined): boolean =>
  name !== undefined && attributes.get(name)?.volatile === true;

export const volatileNames: readonly string[] = attributeNames.filter(isVolatile);
