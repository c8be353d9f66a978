import { readFileSync, writeFileSync } from "node:fs";
import { printExpected } from "../../src/bootstrap/expectations";
import type { Inventory } from "../../src/bootstrap/inventory";
import { drift } from "../../src/cli/drift";
import { openLive } from "../../src/drift/live";
import { aliyunEmulator } from "../../src/emulator/aliyun/emulator";
import { enosEmulator } from "../../src/emulator/enos/emulator";
import { type Emulator, serveEmulators } from "../../src/emulator/shell/serve";
import type { Entry } from "../../src/lock/entry";
import { printLock } from "../../src/lock/lock-file";
import type { Product } from "../../src/product/product";
import { keyOf, type Origin, type Query } from "../../src/reader/query";
import { problemOf } from "../../src/schema/problem";
import { type Ran, runInProcess } from "./cli";
import { newDirectory } from "./directory";
import { account, environmentOf, wireProduct } from "./enos";

/** A product as a platform's seed has it: the fields a test changes mean the same on each. */
export interface Seeded {
  readonly key: string;
  readonly name?: string;
  readonly type?: "Device" | "Gateway";
  readonly description?: string;
}

/** One of the platforms, seen from a comparison. */
export interface Side {
  readonly name: "enos" | "aliyun";
  environment(endpoint: string): Record<string, string>;
  /** what the emulator serves; without the permission to read, or with another secret, on request */
  seed(products: readonly Seeded[], account?: { readonly mayRead?: boolean }): object;
}

/** Tells products apart, wherever in a seed they stand. */
const numberOf = (key: string): number => [...key].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);

const aliyunAccount = { accessKeyId: "canary-access-key-id", accessKeySecret: "canary-access-key-secret" };

export const enosSide: Side = {
  name: "enos",
  environment: environmentOf,
  seed: (products, { mayRead = true } = {}) => ({
    accounts: [{ ...account, permissions: mayRead ? ["Product:Read"] : [] }],
    products: products.map(({ key, name = `name of ${key}`, type = "Device", description = "" }) =>
      wireProduct(numberOf(key), {
        productKey: key,
        productName: { defaultValue: name, i18nValue: {} },
        productType: type,
        productDesc: description,
      }),
    ),
  }),
};

export const aliyunSide: Side = {
  name: "aliyun",
  environment: (endpoint) => ({
    CONNECT_ALIYUN_ENDPOINT: endpoint,
    CONNECT_ALIYUN_ACCESS_KEY_ID: aliyunAccount.accessKeyId,
    CONNECT_ALIYUN_ACCESS_KEY_SECRET: aliyunAccount.accessKeySecret,
  }),
  seed: (products, { mayRead = true } = {}) => ({
    aliyun: {
      accounts: [{ ...aliyunAccount, permissions: mayRead ? ["iot:QueryProduct", "iot:QueryProductList"] : [] }],
      products: products.map(({ key, name = `name of ${key}`, type = "Device", description = "" }) => ({
        ProductKey: key,
        ProductName: name,
        ProductSecret: `canary-product-secret-${numberOf(key)}`,
        NodeType: type === "Gateway" ? 1 : 0,
        DataFormat: 1,
        Description: description,
        GmtCreate: 1_600_000_000_000 + numberOf(key),
        AliyunCommodityCode: "iothub_senior",
        AuthType: "secret",
        DeviceCount: 3,
        Id2: false,
        NetType: 3,
        Owner: true,
        ProductStatus: "RELEASE_STATUS",
        ValidateType: 1,
      })),
    },
  }),
};

export const sides = [enosSide, aliyunSide];

/** An emulator of both platforms, and a directory in which the command is run against it. */
export class Check {
  readonly directory = newDirectory();
  private readonly before = process.cwd();
  environment: Record<string, string | undefined> = {};

  private constructor(readonly emulator: Emulator) {
    process.chdir(this.directory);
  }

  static async start(side: Side = enosSide, products: readonly Seeded[] = []): Promise<Check> {
    const platforms = [enosEmulator({ edition: "2.4" }), aliyunEmulator()];
    const check = new Check(await serveEmulators({ platforms, seed: side.seed(products) }));
    check.environment = { ...side.environment(check.emulator.endpoint), CONNECT_MAX_ATTEMPTS: "1" };
    return check;
  }

  async end(): Promise<void> {
    process.chdir(this.before);
    await this.emulator.close();
  }

  /** Runs `cdktf-connect drift`. Throws what it throws. */
  async run(args: readonly string[] = [], now = new Date("2026-06-01T12:00:00Z"), isTTY = false): Promise<Ran> {
    return runInProcess(drift, args, { environment: this.environment, at: now, isTTY });
  }

  /** Runs it for its JSON report. */
  async report(args: readonly string[] = []) {
    const { code, stdout } = await this.run([...args, "--format", "json"]);
    return { code, ...JSON.parse(stdout) };
  }

  /** Writes a file of text, or of JSON, and gives its name. */
  write(name: string, content: unknown): string {
    writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    return name;
  }

  read = (name: string): string => readFileSync(name, "utf8");

  /** What the platform says now. */
  private async ask(query: Query): Promise<{ origin: Origin; query: Query; value: Entry["value"] }> {
    const live = openLive(this.environment, new AbortController().signal);
    const asked = { origin: undefined, query };
    await live.read([asked]);
    const reply = live.reply(asked);
    await live.close();
    if ("failed" in reply) throw problemOf(reply.failed);
    return { origin: live.originOf(asked) as Origin, query, value: reply.value };
  }

  /** Records answers in a lock file as a synth does. */
  async lock(
    queries: readonly Query[],
    file = "connect.lock.json",
    change: (entry: Entry) => Entry = (entry) => entry,
  ) {
    const fetchedAt = "2026-01-01T00:00:00.000Z";
    const entries = await Promise.all(queries.map(async (query) => change({ ...(await this.ask(query)), fetchedAt })));
    return this.write(file, printLock(new Map(entries.map((entry) => [keyOf(entry.origin, entry.query), entry]))));
  }

  /** Writes expectations of all products as bootstrap does. */
  async expectations(file = "drift.expect.json"): Promise<string> {
    const { origin, value } = await this.ask({ products: {} });
    const inventory = { origin, query: { products: {} }, products: value as readonly Product[] };
    return this.write(
      file,
      printExpected(inventory as Inventory, () => {}),
    );
  }
}
