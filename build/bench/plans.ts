import { startEmulatorProcess } from "./emulator";
import type { Row } from "./report";
import { inSeconds, medians } from "./rounds";
import { environmentOf, seedOf } from "./seed";
import { makeWorkspace, type Workspace } from "./workspace";

/** Executables of HashiCorp's providers for comparison; rows of one that is not named are left out. */
const others = {
  http: process.env.BENCH_PROVIDER_HTTP,
  external: process.env.BENCH_PROVIDER_EXTERNAL,
};

/** Milliseconds by which the emulator holds back every answer. */
const latencies = [0, 50];

/** Plans of one product and of a hundred, without and with latency, against Go providers that make as many requests. */
export const benchPlans = async (): Promise<readonly Row[]> => [
  ...(await comparePlans(1, 9, { single: "≤ 2.0 ×" })),
  ...(await comparePlans(100, 5, { single: "< 1.0 ×", batch: "≤ 0.8 ×" })),
  ...(await compareAliases()),
];

export const benchManyPlans = (): Promise<readonly Row[]> =>
  comparePlans(1000, 3, { single: "≤ 0.35 ×, with latency ≤ 0.40 ×", batch: "≤ 0.30 ×" });

async function comparePlans(count: number, runs: number, goals: { single: string; batch?: string }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const latency of latencies)
    await withEmulator(count, latency, async (endpoint) => {
      const workspaces = workspacesOf(count, endpoint);
      const environment = environmentOf(endpoint);
      const programs = Object.fromEntries([
        ...Object.entries(workspaces).map(([name, { plan }]) => [name, () => plan(environment)]),
        [
          "connect_product, batch_reads",
          () => workspaces.connect_product?.plan({ ...environment, CONNECT_BATCH_READS: "true" }),
        ],
      ]);
      const seconds = await medians(runs, programs);
      const base = seconds['data "http"'] ?? seconds.terraform_data ?? 0;
      for (const [name, value] of Object.entries(seconds)) {
        const goal = { connect_product: goals.single, "connect_product, batch_reads": goals.batch }[name];
        const what = `${name}, ${count}${latency > 0 ? `, ${latency} ms latency` : ""}`;
        rows.push({ what, median: inSeconds(value), ratio: value / base, ...(goal && { goal }) });
      }
      for (const { remove } of Object.values(workspaces)) remove();
    });
  return rows;
}

const ours = 'data "connect_product" "p" {\n  for_each    = local.keys\n  product_key = each.key\n}\n';

function workspacesOf(count: number, endpoint: string): Record<string, Workspace> {
  const locals = `locals {\n  keys = { for i in range(${count}) : "key\${i}" => i }\n}\n`;
  const url = `${endpoint}/connect-service/v2.4/products?action=get&orgId=o1&productKey=\${each.key}`;
  const { http, external } = others;
  return {
    ...(http && {
      'data "http"': makeWorkspace(
        { name: "http", executable: http },
        `${locals}data "http" "p" {\n  for_each = local.keys\n  url      = "${url}"\n}\n`,
      ),
    }),
    ...(external && {
      'data "external" with `curl`': makeWorkspace(
        { name: "external", executable: external },
        `${locals}data "external" "p" {\n  for_each = local.keys\n  program  = ["sh", "-c", "curl -s '${url}' >&2; echo '{}'"]\n}\n`,
      ),
    }),
    terraform_data: makeWorkspace("connect", `${locals}resource "terraform_data" "p" {\n  for_each = local.keys\n}\n`),
    connect_product: makeWorkspace("connect", locals + ours),
  };
}

const ALIASES = 14;

/** Each provider block is a process of its own. */
async function compareAliases(): Promise<Row[]> {
  const blocks = (count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `provider "connect" {\n  alias = "p${index}"\n}\ndata "connect_product" "p${index}" {\n  provider    = connect.p${index}\n  product_key = "key${index}"\n}\n`,
    ).join("");
  return withEmulator(ALIASES, 0, async (endpoint) => {
    const [one, many] = [makeWorkspace("connect", blocks(1)), makeWorkspace("connect", blocks(ALIASES))];
    const environment = environmentOf(endpoint);
    const seconds = await medians(5, { one: () => one.plan(environment), many: () => many.plan(environment) });
    for (const { remove } of [one, many]) remove();
    return [
      { what: "1 provider block", median: inSeconds(seconds.one), ratio: 1 },
      {
        what: `${ALIASES} provider blocks`,
        median: inSeconds(seconds.many),
        ratio: seconds.many / seconds.one,
        goal: "≤ 4 ×",
      },
    ];
  });
}

async function withEmulator<T>(count: number, latency: number, measure: (endpoint: string) => Promise<T>): Promise<T> {
  const emulator = await startEmulatorProcess(seedOf(count), latency);
  try {
    return await measure(emulator.endpoint);
  } finally {
    await emulator.end();
  }
}
