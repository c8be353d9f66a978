import type { Emulator } from "../../src/emulator/shell/serve";
import { openHttp } from "../../src/http/open";
import { connectionOptions } from "../../src/platforms/connection";
import type { Platform } from "../../src/platforms/platform";
import type { Product } from "../../src/product/product";
import type { ProductSource } from "../../src/product/source";
import type { ProblemCode } from "../../src/schema/problem-codes";

/** A platform in one edition, on its emulator. */
export interface Target {
  readonly name: string;
  readonly open: () => Promise<Opened>;
  readonly refusal: ProblemCode;
}

export interface Opened {
  readonly source: ProductSource;
  /** the same platform with credentials it does not accept */
  readonly stranger: ProductSource;
  readonly emulator: Emulator;
  readonly close: () => Promise<void>;
}

interface Description {
  readonly platform: Platform;
  readonly start: () => Promise<Emulator>;
  /** beside the endpoint */
  readonly settings: Readonly<Record<string, string>>;
  readonly wrongSecret: Readonly<Record<string, string>>;
  /** the problem that they lead to */
  readonly refusal: ProblemCode;
}

const connection = connectionOptions(
  {
    requestTimeout: 20,
    maxAttempts: 3,
    maxConnections: 10,
    requestsPerSecond: null,
    batchReads: null,
    caFile: null,
    insecureSkipVerify: null,
    allowPlainHttp: null,
  },
  { userAgent: "contract" },
);

/** How a platform reads a product that its emulator was seeded with. */
export async function readSeeded(key: string, described: Target): Promise<Product> {
  const opened = await described.open();
  try {
    return await opened.source.get(key, null);
  } finally {
    await opened.close();
  }
}

export const target = (name: string, { platform, start, settings, wrongSecret, refusal }: Description): Target => ({
  name,
  refusal,
  open: async () => {
    const emulator = await start();
    const http = openHttp(connection);
    const open = (changes: Readonly<Record<string, string>>) => {
      const given = { endpoint: emulator.endpoint, ...settings, ...changes };
      const all = Object.keys(platform.settings).map((key) => [
        key,
        given[key as keyof typeof given] ?? platform.defaults[key] ?? null,
      ]);
      return platform.open(Object.fromEntries(all), http);
    };
    return {
      source: open({}),
      stranger: open(wrongSecret),
      emulator,
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
});
