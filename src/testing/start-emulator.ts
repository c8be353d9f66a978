import type { Flavour } from "../emulator/aliyun/flavour";
import type { Edition } from "../emulator/enos/edition";
import type { Fault } from "../emulator/shell/faults";
import type { JournalEntry } from "../emulator/shell/journal";
import type { EmulatedPlatformName, EmulatorSeed } from "./seed";
import { startThread } from "./thread";

/** What an emulator serves. */
export interface EmulatorOptions {
  /** Accounts and products. Default: those of `cdktf-connect emulate`, on both platforms. */
  readonly seed?: EmulatorSeed;
  /** Platform that `environment` leads to. Default: `"enos"`, unless the seed has nothing of it. */
  readonly platform?: EmulatedPlatformName;
  /** Failures from the start, and again after a `reset`. Default: none. */
  readonly faults?: readonly Fault[];
  /** Generation of EnOS. Default: `"2.4"`. */
  readonly edition?: Edition;
  /** Whose Aliyun IoT is emulated. Default: the seed's, else `"alibaba"`. */
  readonly flavour?: Flavour;
}

/** The requests that an emulator has received, without tokens, secrets or signatures. */
export interface EmulatorJournal {
  /** The last thousand requests, oldest first. `at` is in milliseconds since 1970. */
  readonly entries: readonly JournalEntry[];
  /** How many requests there were since the start, the last `clear` or the last `reset`. */
  readonly total: number;
  clear(): void;
}

/** The failures that the next matching requests meet. */
export interface EmulatorFaults {
  /** Those that are still to come, oldest first, with how many `times` each is left. */
  readonly left: readonly Fault[];
  /**
   * Adds failures. Each has one effect and strikes the next request that matches; `after`, `times` and `probability` say which others.
   *
   * @throws Problem if one of them is not a fault; then none is added
   * @example
   * const emulator = await startEmulator();
   * emulator.faults.add({ match: { action: "search" }, status: 503, times: 2 });
   */
  add(...faults: readonly Fault[]): void;
  clear(): void;
}

/** A running emulator. It also answers while the program waits for `atSynth`. */
export interface Emulator {
  /** Base address of all emulated platforms, on a free port: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /**
   * The `CONNECT_…` variables that lead a program to the emulator: those of one platform, and `CONNECT_LOOKUPS=live`, so that nothing
   * is recorded in `connect.lock.json` or read from it.
   */
  readonly environment: Readonly<Record<string, string>>;
  readonly journal: EmulatorJournal;
  readonly faults: EmulatorFaults;
  /**
   * Serves other accounts and products from now on, as after a change on the platform.
   *
   * @throws Problem if the seed does not fit; then nothing changes
   */
  reload(seed: EmulatorSeed): void;
  /** Restores the first seed and the first failures, and forgets requests and tokens. */
  reset(): void;
  /** Stops the emulator and cuts its connections. Afterwards everything but `close` throws an Error. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of EnOS Connect and Aliyun IoT, for tests. It verifies credentials and signatures as the platforms do, needs no
 * CDK, and keeps the process alive until it is closed.
 *
 * @throws Problem (the promise rejects) if an option or the seed does not fit, or if the seed has nothing of `platform`
 * @example
 * const emulator = await startEmulator({
 *   seed: {
 *     accounts: [{ accessKey: "key", secretKey: "secret", orgIds: ["o1"] }],
 *     products: [{ orgId: "o1", productKey: "pump0001", modelId: "pump_v1" }],
 *   },
 * });
 * Object.assign(process.env, emulator.environment);
 * const { modelId } = ConnectProduct.lookup(stack, { productKey: "pump0001" });
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { endpoint, environment, call, close } = await startThread(options);
  return {
    endpoint,
    environment,
    journal: {
      get entries() {
        return call("entries");
      },
      get total() {
        return call("total");
      },
      clear: () => call("clearJournal"),
    },
    faults: {
      get left() {
        return call("faults");
      },
      add: (...faults) => call("addFaults", ...faults),
      clear: () => call("clearFaults"),
    },
    reload: (seed) => call("reload", seed),
    reset: () => call("reset"),
    close,
  };
}
