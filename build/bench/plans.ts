import { startEmulatorProcess } from "./emulator";
import { otherWorkspaces } from "./others";
import type { Row } from "./report";
import { inSeconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { makeWorkspace } from "./workspace";

/** Milliseconds by which the emulator holds back every answer. */
const latencies = [0, 50];

/** All products by one data source. */
const inList = "1 × connect_products";

interface Comparison {
  readonly count: number;
  readonly runs: number;
  /** for single reads and for `batch_reads`, without and with latency */
  readonly goals: { readonly single: readonly string[]; readonly batch?: readonly string[] };
}

/** Plans of one product and of a hundred, against Go providers that make the same requests. */
export const benchPlans = async (): Promise<readonly Row[]> => [
  ...(await compare({ count: 1, runs: 9, goals: { single: ["≤ 2.0 ×", "≤ 2.0 ×"] } })),
  ...(await compare({ count: 100, runs: 5, goals: { single: ["< 1.0 ×", "< 1.0 ×"], batch: ["≤ 0.8 ×", "≤ 0.8 ×"] } })),
];

export const benchManyPlans = (): Promise<readonly Row[]> =>
  compare({ count: 1000, runs: 3, goals: { single: ["≤ 0.35 ×", "≤ 0.40 ×"], batch: ["≤ 0.30 ×", "≤ 0.30 ×"] } });

async function compare(comparison: Comparison): Promise<Row[]> {
  const rows: Row[] = [];
  for (const latency of latencies) {
    const emulator = await startEmulatorProcess(seedOf(comparison.count), latency);
    rows.push(...(await compareWith(emulator.endpoint, latency, comparison)));
    await emulator.end();
  }
  return rows;
}

async function compareWith(endpoint: string, latency: number, { count, runs, goals }: Comparison): Promise<Row[]> {
  const locals = `locals {\n  keys = { for i in range(${count}) : "key\${i}" => i }\n}\n`;
  const others = otherWorkspaces(count, endpoint);
  const floor = makeWorkspace("connect", `${locals}resource "terraform_data" "p" {\n  for_each = local.keys\n}\n`);
  const ours = makeWorkspace(
    "connect",
    `${locals}data "connect_product" "p" {\n  for_each    = local.keys\n  product_key = each.key\n}\n`,
  );
  const list = makeWorkspace(
    "connect",
    `${locals}data "connect_products" "p" {\n  where = { product_keys = keys(local.keys) }\n}\n`,
  );
  const environment = environmentOf(endpoint);
  const single = () => ours.plan(environment);
  const batch = () => ours.plan({ ...environment, CONNECT_BATCH_READS: "true" });
  const programs: Record<string, () => Promise<number>> = {
    ...Object.fromEntries(Object.entries(others).map(([name, { plan }]) => [name, () => plan()])),
    terraform_data: () => floor.plan(),
    connect_product: single,
    ...(goals.batch && { "connect_product, `batch_reads`": batch, [inList]: () => list.plan(environment) }),
  };
  const seconds = await medians(runs, programs);
  for (const { remove } of [...Object.values(others), floor, ours, list]) remove();

  const base = Object.values(seconds)[0] as number;
  const after = latencies.indexOf(latency);
  return Object.entries(seconds).map(([name, value]) => ({
    what: `${name === inList ? `${name} of ${count}` : `${count} × ${name}`}${latency > 0 ? `, ${latency} ms latency` : ""}`,
    median: inSeconds(value),
    ratio: value / base,
    goal: programs[name] === single ? goals.single[after] : programs[name] === batch ? goals.batch?.[after] : "",
  }));
}
