import type { Agent, buildConnector, EnvHttpProxyAgent, Pool } from "undici";

export interface Undici {
  readonly Agent: typeof Agent;
  readonly EnvHttpProxyAgent: typeof EnvHttpProxyAgent;
  readonly Pool: typeof Pool;
  readonly buildConnector: typeof buildConnector;
}

/**
 * The parts of undici that requests need, loaded for the first one; in the provider they are a separate file, which other launches
 * do not parse. undici's main file would also load fetch, WebSocket, caches and mocks: 70 instead of 28 ms in every launch that
 * reads, 523 instead of 303 kB in the bundle (measured, 7.30.2).
 */
export const loadUndici = (): Undici => require("./undici-parts");
