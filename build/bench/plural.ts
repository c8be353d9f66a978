import { startEmulatorProcess } from "./emulator";
import type { Row } from "./report";
import { inSeconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { makeWorkspace } from "./workspace";

const RUNS = 3;

/** One plural read of 10,000 and of 50,000 products, against a plan without any. */
export async function benchPlural(): Promise<readonly Row[]> {
  const [few, many] = [await startEmulatorProcess(seedOf(10_000)), await startEmulatorProcess(seedOf(50_000))];
  const none = makeWorkspace("connect", 'resource "terraform_data" "p" {}\n');
  const all = makeWorkspace("connect", 'data "connect_products" "p" {}\n');
  const seconds = await medians(RUNS, {
    "plan without a read": () => none.plan(),
    "plan that reads 10,000 products": () => all.plan(environmentOf(few.endpoint)),
    "plan that reads 50,000 products": () => all.plan(environmentOf(many.endpoint)),
  });
  for (const { remove } of [none, all]) remove();
  await Promise.all([few.end(), many.end()]);
  return Object.entries(seconds).map(([what, value]) => ({
    what,
    median: inSeconds(value),
    ratio: value / seconds["plan without a read"],
  }));
}
