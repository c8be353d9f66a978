import type { IncomingHttpHeaders } from "node:http";
import { isProblem } from "../../schema/problem";
import { each } from "../../schema/strict";
import type { EmulatedPlatform, Reply, WireRequest } from "./contract";
import type { FaultList } from "./fault-list";
import type { Fault } from "./faults";
import type { Journal } from "./journal";
import { unreadKeys } from "./seed";

/** What the control endpoints may reach. */
export interface Controlled {
  readonly platforms: readonly EmulatedPlatform[];
  readonly journal: Journal;
  readonly faults: FaultList;
  reload(seed: unknown): void;
  reset(): void;
}

/** Path of the control requests; no platform uses it. */
export const controlPath = "/_emu/";

const json = (status: number, value: unknown): Reply => ({ status, body: JSON.stringify(value) });

const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Web pages can reach loopback too: through a host name of their own (DNS rebinding), or as a cross-site request that names its origin. */
function fromHere(headers: IncomingHttpHeaders): boolean {
  const origin = headers.origin?.replace(/^https?:\/\//i, "");
  return loopback.test(headers.host ?? "") && (origin === undefined || loopback.test(origin));
}

const routes: Record<string, (emulator: Controlled, body: () => unknown) => Reply> = {
  "GET ready": ({ platforms }) => json(200, { ready: true, platforms: platforms.map(({ name }) => name) }),
  "GET assumptions": ({ platforms }) =>
    json(200, Object.fromEntries(platforms.map(({ name, assumptions }) => [name, assumptions]))),
  "POST reset": (emulator) => {
    emulator.reset();
    return json(200, { ok: true });
  },
  "PUT seed": (emulator, body) => {
    const seed = body();
    emulator.reload(seed);
    return json(200, { ok: true, unread: unreadKeys(seed as object, emulator.platforms) });
  },
  "GET journal": ({ journal }) => json(200, { total: journal.total, entries: journal.entries }),
  "DELETE journal": ({ journal }) => {
    journal.clear();
    return json(200, { ok: true });
  },
  "GET faults": ({ faults }) => json(200, { faults: faults.left }),
  "POST faults": ({ faults }, body) => {
    const given = body();
    faults.add(...((Array.isArray(given) ? given : [given]) as Fault[]));
    return json(200, { ok: true, faults: faults.left });
  },
  "DELETE faults": ({ faults }) => {
    faults.clear();
    return json(200, { ok: true });
  },
};

/** Handles a control request. There is no authentication, so only requests from this machine are accepted. */
export function control(emulator: Controlled, request: WireRequest): Reply {
  if (!fromHere(request.headers)) return json(403, { message: "control requests are accepted from loopback only" });
  const route = routes[`${request.method} ${request.path.slice(controlPath.length)}`];
  if (route === undefined) {
    return json(404, { message: `unknown control request; valid ones are: ${Object.keys(routes).join(", ")}` });
  }
  try {
    return route(emulator, () => JSON.parse(request.body.toString("utf8")));
  } catch (error) {
    if (isProblem(error))
      return json(400, { message: "not the expected shape", errors: each(error).map(({ detail }) => detail) });
    if (error instanceof SyntaxError) return json(400, { message: "the body is not valid JSON" });
    throw error;
  }
}
