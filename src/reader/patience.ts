import type { ConnectionSettings } from "../platforms/connection";

/** Request timeouts that a list may take, and all that a program waits for at once: a list has many pages. */
const TIMEOUTS = 10;

/** The seconds of them. */
export const patience = ({ requestTimeout }: Pick<ConnectionSettings, "requestTimeout">): number =>
  (requestTimeout ?? 30) * TIMEOUTS;
