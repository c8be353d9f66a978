import { startEmulatorProcess } from "./emulator";
import type { Row } from "./report";
import { inSeconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { makeWorkspace } from "./workspace";

const RUNS = 5;
const MANY = 14;
const organizations = Array.from({ length: MANY }, (_, index) => `o${index + 1}`);

/** A product in each organization. One key reads them all. */
function seed() {
  const { accounts, products } = seedOf(MANY);
  return {
    accounts: accounts.map((account) => ({ ...account, orgIds: organizations })),
    products: products.map((product, index) => ({ ...product, orgId: organizations[index] })),
  };
}

/** Organizations by a provider block each, for which Terraform starts a process each, and by `org_id` of data sources. */
export async function benchAliases(): Promise<readonly Row[]> {
  const emulator = await startEmulatorProcess(seed());
  const environment = environmentOf(emulator.endpoint);
  const workspaces = {
    one: makeWorkspace("connect", organizations.slice(0, 1).map(read).join("")),
    blocks: makeWorkspace("connect", organizations.map(readByAlias).join("")),
    arguments: makeWorkspace("connect", organizations.map(read).join("")),
  };
  const seconds = await medians(RUNS, {
    one: () => workspaces.one.plan(environment),
    blocks: () => workspaces.blocks.plan(environment),
    arguments: () => workspaces.arguments.plan(environment),
  });
  for (const { remove } of Object.values(workspaces)) remove();
  await emulator.end();
  const row = (what: string, value: number, goal = ""): Row => ({
    what,
    median: inSeconds(value),
    ratio: value / seconds.one,
    goal,
  });
  return [
    row("1 provider block, 1 product", seconds.one),
    row(`${MANY} provider blocks, 1 product each`, seconds.blocks, "≤ 4 ×"),
    row(`1 provider block, ${MANY} products, each with another \`org_id\``, seconds.arguments),
  ];
}

const read = (organization: string, index: number): string => `data "connect_product" "p${index}" {
  org_id      = "${organization}"
  product_key = "key${index}"
}
`;

const readByAlias = (organization: string, index: number): string => `provider "connect" {
  alias = "p${index}"
  enos  = { org_id = "${organization}" }
}
data "connect_product" "p${index}" {
  provider    = connect.p${index}
  product_key = "key${index}"
}
`;
