import { type Entry, productsIn } from "../../lock/entry";
import { readLock } from "../../lock/lock-file";
import { ageInDays } from "../../lock/policy";
import type { Platform } from "../../platforms/platform";
import type { Product } from "../../product/product";
import { idOf, printAsked, printOrigin } from "../../reader/query";
import { count } from "../../schema/count";
import { oneLine, printValue } from "../../schema/foreign-text";
import { FINE } from "../exit-code";
import { print } from "../output";
import { shown } from "./file";

/** `lock show`: the entries by origin, with their age; of one platform if it is named. */
export function showLock(file: string, platform: Platform | undefined, asJson: boolean): number {
  const entries = [...readLock(file)]
    .filter(([, { origin }]) => !platform || origin.platform === platform.name)
    .map(([key, entry]) => ({ id: idOf(key), ...entry }));
  print(asJson ? json(file, entries) : text(file, entries));
  return FINE;
}

type Shown = Entry & { readonly id: string };

const json = (file: string, entries: readonly Shown[]): string =>
  `${JSON.stringify(
    {
      version: 1,
      file,
      entries: entries.map(({ value, ...entry }) => ({
        ...entry,
        ageInDays: ageInDays(entry),
        products: productsIn(value).flatMap(({ productKey }) => productKey ?? []),
      })),
    },
    null,
    2,
  )}\n`;

function text(file: string, entries: readonly Shown[]): string {
  const origins = new Map<string, Shown[]>();
  for (const entry of entries) {
    const origin = printOrigin(entry.origin);
    origins.set(origin, [...(origins.get(origin) ?? []), entry]);
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
