import { type Entry, productsIn } from "../../lock/entry";
import { readLock } from "../../lock/lock-file";
import { ageInDays } from "../../lock/policy";
import type { Product } from "../../product/product";
import { idOf, printAsked, printOrigin } from "../../reader/query";
import { count } from "../../schema/count";
import { oneLine, printValue } from "../../schema/foreign-text";
import { defineCommand } from "../command";
import { FINE } from "../exit-code";
import { print, printJson } from "../io";
import { platformNamed } from "../platform-option";
import { lockFile, lockOptions, shown } from "./file";

export const lockShow = defineCommand({
  name: "show",
  summary: "entries by origin: id, age in days, query and value",
  about:
    "Shows what is recorded: entries by origin, each with its id, its age, what was asked and what the answer was.",
  options: lockOptions,
  example: ["for the products of one platform", "cdktf-connect lock show --platform enos"],
  exitCodes: { 0: "shown", 1: "failure" },
  run({ values, json }, io) {
    const file = lockFile(values.lock);
    const platform = platformNamed(values.platform);
    const entries = [...readLock(file)]
      .filter(([, { origin }]) => !platform || origin.platform === platform.name)
      .map(([key, entry]) => ({ id: idOf(key), ...entry }));
    if (json) printJson(io, 1, { file, entries: entries.map(plain) });
    else print(io, text(file, entries));
    return FINE;
  },
});

type Shown = Entry & { readonly id: string };

const plain = ({ value, ...entry }: Shown) => ({
  ...entry,
  ageInDays: ageInDays(entry),
  products: productsIn(value).flatMap(({ productKey }) => productKey ?? []),
});

function text(file: string, entries: readonly Shown[]): string {
  const origins = new Map<string, Shown[]>();
  for (const entry of entries) {
    const origin = printOrigin(entry.origin);
    const ofOrigin = origins.get(origin) ?? [];
    ofOrigin.push(entry);
    origins.set(origin, ofOrigin);
  }
  const blocks = [...origins].map(([origin, ofOrigin]) => `\n${origin}\n${ofOrigin.map(line).join("")}`);
  return `${shown(file)}: ${count(entries.length, "entry", "entries")}\n${blocks.join("")}`;
}

const line = (entry: Shown): string =>
  `  ${entry.id}  ${age(entry).padEnd(8)}  ${printAsked(entry.query)}: ${content(entry.value)}\n`;

function content(value: Entry["value"]): string {
  if (value === null) return "there was none";
  if (Array.isArray(value)) return count(value.length, "product");
  const { productName, productType, modelId } = value as Product;
  const parts = [
    productName === null ? "no name" : printValue(productName),
    productType,
    modelId && `model ${modelId}`,
  ];
  return oneLine(parts.filter((part) => part).join(", "));
}

function age(entry: Entry): string {
  const days = ageInDays(entry);
  return days === 0 ? "today" : count(days, "day");
}
