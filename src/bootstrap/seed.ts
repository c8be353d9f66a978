import { emulators } from "../emulator/list";
import type { AnyEmulator } from "../emulator/shell/definition";
import { platforms } from "../platforms/list";
import type { Platform } from "../platforms/platform";
import { productAttributes } from "../product/product";
import { place } from "../schema/locate";
import { lasting } from "./expectations";
import type { Inventory } from "./inventory";
import { markMember, markOf } from "./mark";

/**
 * The products as a seed of the emulator, with one account of made-up keys, so that tests run on a replay of the platform. What
 * changes by itself is left out.
 */
export function printSeed(inventory: Inventory, warn: (problem: string) => void): string {
  const { origin, products } = inventory;
  const platform = platforms.find(({ name }) => name === origin.platform) as Platform;
  const emulator = emulators.find((each) => each.open({}).name === platform.name) as AnyEmulator;
  const rows = products.map((product) => place(productAttributes, platform.locations, lasting(product, warn)));
  const seed = emulator.seedOf(rows, origin);
  return `${JSON.stringify({ ...markMember(markOf(inventory, seed)), ...seed }, null, 2)}\n`;
}
