import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import demoSeed from "../../../src/emulator/enos/demo.json";

const [account] = demoSeed.accounts;

export interface Emulator {
  readonly endpoint: string;
  /** Variables that lead to it, with what it lets in. */
  readonly settings: NodeJS.ProcessEnv;
  /** As in the platform's console. */
  change(productKey: string, fields: object): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the emulator as a user would, and reads the one line it prints when it is ready. */
export async function startEmulator(cli: string): Promise<Emulator> {
  const child = spawn(process.execPath, [cli, "emulate", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const { endpoint } = JSON.parse(line);
    return {
      endpoint,
      settings: {
        CONNECT_ENOS_ENDPOINT: endpoint,
        CONNECT_ENOS_ORG_ID: account?.orgIds[0],
        CONNECT_ENOS_ACCESS_KEY: account?.accessKey,
        CONNECT_ENOS_SECRET_KEY: account?.secretKey,
      },
      async change(productKey, fields) {
        const products = demoSeed.products.map((product) =>
          product.productKey === productKey
            ? { ...product, updateBy: "console", updateTime: Date.now(), ...fields }
            : product,
        );
        const body = JSON.stringify({ ...demoSeed, products });
        const { ok, status } = await fetch(`${endpoint}/_emu/seed`, { method: "PUT", body });
        if (!ok) throw new Error(`The emulator answered ${status} to new products.`);
      },
      async stop() {
        child.kill();
        await ended;
      },
    };
  }
  throw new Error("The emulator ended before it was ready.");
}
