import { startEmulatorProcess } from "./emulator";
import type { Row } from "./report";
import { inSeconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { makeWorkspace } from "./workspace";

const RUNS = 5;
const MANY = 14;

/** A plan with as many provider blocks as a configuration has of one: Terraform starts a process for each. */
export async function benchAliases(): Promise<readonly Row[]> {
  const emulator = await startEmulatorProcess(seedOf(MANY));
  const environment = environmentOf(emulator.endpoint);
  const [one, many] = [makeWorkspace("connect", blocks(1)), makeWorkspace("connect", blocks(MANY))];
  const seconds = await medians(RUNS, { one: () => one.plan(environment), many: () => many.plan(environment) });
  for (const { remove } of [one, many]) remove();
  await emulator.end();
  return [
    { what: "1 provider block, 1 product", median: inSeconds(seconds.one), ratio: 1 },
    {
      what: `${MANY} provider blocks, 1 product each`,
      median: inSeconds(seconds.many),
      ratio: seconds.many / seconds.one,
      goal: "≤ 4 ×",
    },
  ];
}

const blocks = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `provider "connect" {
  alias = "p${index}"
}
data "connect_product" "p${index}" {
  provider    = connect.p${index}
  product_key = "key${index}"
}
`,
  ).join("");
