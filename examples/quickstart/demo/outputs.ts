import { join } from "node:path";
import { camelCase } from "../../../src/schema/name";
import { type Directory, readJson } from "./directory";

interface Recorded {
  readonly entries: readonly { readonly query: { readonly product?: string }; readonly value: object }[];
}

/** The outputs of the stack as far as its program knows them: what it wrote itself, and attributes that were recorded. */
export function outputsOfSynth({ path, stack }: Directory): Record<string, unknown> {
  const { output, data } = readJson(join(stack, "cdk.tf.json"));
  const { entries }: Recorded = readJson(join(path, "connect.lock.json"));
  const known = (value: string): unknown => {
    const [, name, attribute = ""] = /^\$\{data\.connect_product\.(\w+)\.(\w+)\}$/.exec(value) ?? [];
    if (name === undefined) return value;
    const entry = entries.find(({ query }) => query.product === data.connect_product[name].product_key);
    return Object.entries(entry?.value ?? {}).find(([member]) => member === camelCase(attribute))?.[1];
  };
  const outputs = Object.entries<{ value: string }>(output);
  return Object.fromEntries(outputs.map(([name, { value }]) => [name, known(value)]));
}
