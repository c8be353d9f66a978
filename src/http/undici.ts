import type { Agent, buildConnector, EnvHttpProxyAgent, Pool } from "undici";

export interface Undici {
  readonly Agent: typeof Agent;
  readonly EnvHttpProxyAgent: typeof EnvHttpProxyAgent;
  readonly Pool: typeof Pool;
  readonly buildConnector: typeof buildConnector;
}

/**
 * The parts of undici a request needs, loaded when the first one is made; in the provider they are a file of their own, which no
 * other launch has to parse. Its front door would load fetch, WebSocket, caches and mocks as well: 70 instead of 28 ms in every
 * launch that reads, 523 instead of 303 kB in the bundle (measured, 7.30.2).
 */
export const loadUndici = (): Undici => require("./undici-parts");
